"""Checks our side of the wire with the providers' own libraries: sdk_types.py MOCK_URL REQUESTS.jsonl BODIES_DIR."""

import json
import pathlib
import sys
import types
import typing

import anthropic
import ollama
import openai
import pydantic
import typing_extensions
from anthropic.types import Message
from anthropic.types.message_create_params import MessageCreateParamsNonStreaming
from google import genai
from google.genai import types as gemini
from ollama._types import ChatRequest, ChatResponse
from openai.types.chat import ChatCompletion
from openai.types.chat.completion_create_params import CompletionCreateParamsNonStreaming
from openai.types.responses import Response
from openai.types.responses.response_create_params import ResponseCreateParamsNonStreaming

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["claims", "topic"],
    "properties": {
        "claims": {"type": "array", "items": {"type": "string"}},
        "topic": {"type": "string", "enum": ["talent", "other"]},
    },
}
ANSWER = {"claims": [], "topic": "talent"}
MODEL = "mock-model"
KEY = "key-for-the-mock"
n_checks = 0


def check(what, is_so):
    global n_checks
    n_checks += 1
    if not is_so:
        raise SystemExit(f"sdk-types: {what}")


def mock_answers_what_the_libraries_send(url):
    client = openai.OpenAI(base_url=f"{url}/v1", api_key=KEY, max_retries=0, _strict_response_validation=True)
    schema = {"name": "claims", "strict": True, "schema": SCHEMA}
    messages = [{"role": "developer", "content": "Be brief."}, {"role": "user", "content": "Claims?"}]
    chat = client.chat.completions.create(
        model=MODEL, messages=messages, response_format={"type": "json_schema", "json_schema": schema}
    )
    check("openai chat: text", json.loads(chat.choices[0].message.content) == ANSWER)
    check("openai chat: stop and usage", chat.choices[0].finish_reason == "stop" and chat.usage.prompt_tokens > 0)
    response = client.responses.create(
        model=MODEL, input="Claims?", store=False, text={"format": {"type": "json_schema", **schema}}
    )
    check("openai responses: text", json.loads(response.output_text) == ANSWER)
    check("openai responses: status", response.status == "completed" and response.usage.input_tokens > 0)
    check("openai models", [model.id for model in client.models.list()] == [MODEL])

    client = anthropic.Anthropic(base_url=url, api_key=KEY, max_retries=0, _strict_response_validation=True)
    messages = [{"role": "user", "content": "Claims?"}]
    output = {"format": {"type": "json_schema", "schema": SCHEMA}}
    message = client.messages.create(model=MODEL, max_tokens=100, messages=messages, output_config=output)
    check("anthropic: text", json.loads(message.content[0].text) == ANSWER and message.stop_reason == "end_turn")
    tool = {"name": "record", "input_schema": SCHEMA}
    message = client.messages.create(
        model=MODEL, max_tokens=100, messages=messages, tools=[tool], tool_choice={"type": "tool", "name": "record"}
    )
    check("anthropic: tool", message.content[0].input == ANSWER and message.stop_reason == "tool_use")
    check("anthropic models", [model.id for model in client.models.list()] == [MODEL])

    client = genai.Client(api_key=KEY, http_options=gemini.HttpOptions(base_url=url))
    config = gemini.GenerateContentConfig(response_mime_type="application/json", response_json_schema=SCHEMA)
    content = client.models.generate_content(model=MODEL, contents="Claims?", config=config)
    check("gemini: text", json.loads(content.text) == ANSWER)
    check("gemini: stop", content.candidates[0].finish_reason == gemini.FinishReason.STOP)
    check("gemini models", [model.name for model in client.models.list()] == [f"models/{MODEL}"])

    client = ollama.Client(host=url)
    chat = client.chat(model=MODEL, messages=messages, format=SCHEMA, options={"num_ctx": 4096})
    check("ollama: text", json.loads(chat.message.content) == ANSWER and chat.done_reason == "stop")
    check("ollama models", [model.model for model in client.list().models] == [f"{MODEL}:latest"])
    check("ollama details", client.show(MODEL).modelinfo["mock.context_length"] == 32768)


def constructed_answers_have_the_libraries_types(folder):
    kinds = {
        "openai_chat": ChatCompletion,
        "llamacpp_chat": ChatCompletion,
        "openai_responses": Response,
        "anthropic": Message,
        "anthropic_tool": Message,
        "gemini": gemini.GenerateContentResponse,
        "ollama_chat": ChatResponse,
    }
    for path in sorted(folder.glob("*.json")):
        kind, case = path.name.removesuffix(".json").split(".", 1)
        if kind in kinds and case != "req":
            kinds[kind].model_validate_json(path.read_text())
            check(path.name, True)


def strict(kind, seen):
    """The same type, refusing fields that it does not know, and so all types inside of it."""
    if typing_extensions.is_typeddict(kind):
        if kind not in seen:
            seen[kind] = None
            kind.__pydantic_config__ = pydantic.ConfigDict(extra="forbid", arbitrary_types_allowed=True)
            for inner in typing_extensions.get_type_hints(kind, include_extras=True).values():
                strict(inner, seen)
    else:
        for inner in typing.get_args(kind):
            if not isinstance(inner, (str, int, bytes, types.NoneType)):
                strict(inner, seen)
    return kind


def bites(adapter, body, place):
    """Whether an unknown field at a place is found: a check that finds nothing checks nothing."""
    body = json.loads(json.dumps(body))
    target = body
    for key in place:
        target = target[key]
    target["no_such_field"] = 1
    try:
        exhaust(adapter.validate_python(body))
    except pydantic.ValidationError:
        return True
    return False


def exhaust(value):
    """Iterables are checked when they are read."""
    if isinstance(value, dict):
        for inner in value.values():
            exhaust(inner)
    elif not isinstance(value, (str, bytes, int, float, bool, type(None))):
        for inner in value:
            exhaust(inner)


def our_requests_have_the_libraries_types(path):
    adapters = {
        "openai": pydantic.TypeAdapter(strict(CompletionCreateParamsNonStreaming, {})),
        "openai-responses": pydantic.TypeAdapter(strict(ResponseCreateParamsNonStreaming, {})),
        "anthropic": pydantic.TypeAdapter(strict(MessageCreateParamsNonStreaming, {})),
    }
    for line in path.read_text().splitlines():
        request = json.loads(line)
        provider, body = request["provider"], request["body"]
        if provider in adapters:
            exhaust(adapters[provider].validate_python(body))
            check(f"{provider}: finds what is wrong", bites(adapters[provider], body, []))
            if provider == "anthropic":
                check("anthropic: finds what is wrong inside", bites(adapters[provider], body, ["messages", 0]))
        elif provider == "gemini":
            check("gemini: path", request["path"].endswith("/v1beta/models/model-x:generateContent"))
            gemini.Content.model_validate(body.pop("systemInstruction", {"parts": []}))
            for content in body.pop("contents"):
                gemini.Content.model_validate(content)
            gemini.GenerationConfig.model_validate(body.pop("generationConfig"))
            check(f"gemini: fields without a type: {list(body)}", not body)
        elif provider == "ollama":
            # The library's type does not list these two; the server has them.
            body.pop("truncate"), body.pop("shift")
            ChatRequest.model_validate(body, extra="forbid")
            ollama.Options.model_validate(body["options"], extra="forbid")
        check(f"{provider}: a request", True)


url, requests, bodies = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
mock_answers_what_the_libraries_send(url)
constructed_answers_have_the_libraries_types(bodies)
our_requests_have_the_libraries_types(requests)
print(f"sdk-types: {n_checks} checks, all right")
