"""Serves one GGUF file like OpenAI's API: llama.cpp's own HTTP server, from the wheel `xllamacpp`.

usage: llm_server.py FILE PORT NAME CONTEXT THREADS
"""

import os
import signal
import sys
import threading

import xllamacpp

file, port, name, context, threads = sys.argv[1:]
settings = xllamacpp.CommonParams()
settings.model.path = file
settings.hostnames = ["127.0.0.1"]
settings.port = int(port)
settings.n_ctx = int(context)
# One request at a time: parallel ones share the context and change each other's numbers.
settings.n_parallel = 1
settings.cpuparams.n_threads = int(threads)
settings.cpuparams_batch.n_threads = int(threads)
settings.warmup = True
alias = settings.model_alias
settings.model_alias = {name} if isinstance(alias, set) else [name] if isinstance(alias, list) else name

server = xllamacpp.Server(settings)
print("listening on", server.listening_address, flush=True)
stopped = threading.Event()
for number in (signal.SIGTERM, signal.SIGINT):
    signal.signal(number, lambda *_: stopped.set())
stopped.wait()
# The library's threads do not end by themselves.
os._exit(0)
