//! Listening, reading requests, sending replies.

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::reply::{Delivery, Framing, Reply};
use crate::seen::Seen;

/// No test asks more.
const MOST_REQUEST_BYTES: usize = 16 << 20;

type Responder = dyn Fn(&Seen) -> Reply + Send + Sync;

/// A request and whether its reply went out whole; `None` while it is not known.
struct Asked {
    seen: Seen,
    is_complete: Option<bool>,
}

/// What became of the replies to requests that are alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Requests that came.
    pub n_served: usize,
    /// Replies that went out whole: what a provider would charge.
    pub n_complete: usize,
    /// Replies that were cut, hung, dropped, or whose client went away.
    pub n_aborted: usize,
}

/// A running server. It ends when it is dropped.
pub struct MockServer {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Asked>>>,
    forgets: Arc<AtomicBool>,
    task: JoinHandle<()>,
    ended: Arc<Notify>,
}

impl MockServer {
    /// Starts a server that answers by a function of the request.
    pub async fn start(respond: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> io::Result<Self> {
        Self::start_at(0, respond).await
    }

    /// The same at a port of one's own choice; 0 is the system's.
    pub async fn start_at(
        port: u16,
        respond: impl Fn(&Seen) -> Reply + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let forgets = Arc::new(AtomicBool::new(false));
        let memory = (Arc::clone(&seen), Arc::clone(&forgets));
        let task = tokio::spawn(listen(listener, memory, Arc::new(respond)));
        Ok(Self {
            address,
            seen,
            forgets,
            task,
            ended: Arc::default(),
        })
    }

    /// The same in a thread of its own, for tests without an async runtime.
    pub fn start_in_thread(respond: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            runtime.block_on(async {
                let started = Self::start(respond).await;
                let ended = started.as_ref().map(|server| Arc::clone(&server.ended)).ok();
                // If nobody waits for the server any more, it is dropped here, which ends it.
                let _ = sender.send(started);
                if let Some(ended) = ended {
                    ended.notified().await;
                }
            });
        });
        receiver.recv().map_err(io::Error::other)?
    }

    /// Starts a server that gives these replies in turn, the last one again and again.
    pub async fn script(replies: Vec<Reply>) -> io::Result<Self> {
        Self::start(move |seen| {
            let last = replies.len().saturating_sub(1);
            match replies.get(seen.index.min(last)) {
                Some(reply) => reply.clone(),
                None => seen.obey(),
            }
        })
        .await
    }

    /// Starts a server that gives the smallest answer that fits the schema.
    pub async fn obedient() -> io::Result<Self> {
        Self::start(Seen::obey).await
    }

    /// Where it is, without a path.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets it forget the words of what it is asked from now on, as measurements with very many requests need.
    pub fn forget(&self) {
        self.forgets.store(true, Ordering::Relaxed);
    }

    /// What it was asked so far.
    pub fn seen(&self) -> Vec<Seen> {
        let asked = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        asked.iter().map(|asked| asked.seen.clone()).collect()
    }

    /// How many requests came so far.
    pub fn n_seen(&self) -> usize {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// How many requests of each key were served, completed and aborted; those without a key are not counted.
    pub fn tally<K: Ord>(&self, key: impl Fn(&Seen) -> Option<K>) -> BTreeMap<K, Tally> {
        let mut tallies: BTreeMap<K, Tally> = BTreeMap::new();
        for asked in self.seen.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let Some(key) = key(&asked.seen) else { continue };
            let tally = tallies.entry(key).or_default();
            tally.n_served += 1;
            tally.n_complete += usize::from(asked.is_complete == Some(true));
            tally.n_aborted += usize::from(asked.is_complete == Some(false));
        }
        tallies
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        self.task.abort();
        self.ended.notify_one();
    }
}

type Memory = (Arc<Mutex<Vec<Asked>>>, Arc<AtomicBool>);

async fn listen(listener: TcpListener, memory: Memory, respond: Arc<Responder>) {
    while let Ok((connection, _)) = listener.accept().await {
        let (memory, respond) = (memory.clone(), Arc::clone(&respond));
        tokio::spawn(async move {
            // A client that goes away is part of many tests.
            let _ = serve_all(connection, &memory, &*respond).await;
        });
    }
}

async fn serve_all(mut connection: TcpStream, memory: &Memory, respond: &Responder) -> io::Result<()> {
    connection.set_nodelay(true)?;
    while serve(&mut connection, memory, respond).await? {}
    Ok(())
}

/// Answers a request; whether the connection may bring another.
async fn serve(
    connection: &mut TcpStream,
    (seen, forgets): &Memory,
    respond: &Responder,
) -> io::Result<bool> {
    let Some(mut request) = read_request(connection).await? else {
        return Ok(false);
    };
    {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        request.index = seen.len();
        let mut kept = request.clone();
        if forgets.load(Ordering::Relaxed) {
            (kept.headers, kept.body) = (Vec::new(), Value::Null);
        }
        seen.push(Asked {
            seen: kept,
            is_complete: None,
        });
    }
    let reply = respond(&request);
    let is_whole = matches!(reply.delivery, Delivery::Whole | Delivery::Drip(..));
    let is_kept_open =
        reply.is_kept_open && reply.delivery == Delivery::Whole && reply.framing == Framing::Length;
    let sent = send(connection, reply, is_kept_open).await;
    let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(asked) = seen.get_mut(request.index) {
        asked.is_complete = Some(is_whole && sent.is_ok());
    }
    sent.map(|()| is_kept_open)
}

async fn read_request(connection: &mut TcpStream) -> io::Result<Option<Seen>> {
    let mut received = Vec::new();
    let head_end = loop {
        if let Some(end) = find(&received, b"\r\n\r\n") {
            break end;
        }
        // Something else than HTTP, such as the beginning of TLS, is not waited for.
        let is_http = received.first().is_none_or(u8::is_ascii_uppercase);
        if !is_http || !read_more(connection, &mut received).await? {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&received[..head_end]).into_owned();
    let mut lines = head.split("\r\n");
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let header = |name: &str| {
        headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    let body_start = head_end + 4;
    let is_chunked = header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
    let body = if is_chunked {
        while find(&received[body_start..], b"0\r\n\r\n").is_none() {
            if !read_more(connection, &mut received).await? {
                return Ok(None);
            }
        }
        join_chunks(&received[body_start..])
    } else {
        let length = header("content-length")
            .and_then(|value| value.parse().ok())
            .unwrap_or(0);
        while received.len() < body_start + length {
            if !read_more(connection, &mut received).await? {
                return Ok(None);
            }
        }
        received[body_start..body_start + length].to_vec()
    };
    Ok(Some(Seen {
        method: method.to_owned(),
        target: target.to_owned(),
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
        headers,
        index: 0,
    }))
}

async fn read_more(connection: &mut TcpStream, received: &mut Vec<u8>) -> io::Result<bool> {
    let n_read = connection.read_buf(received).await?;
    Ok(n_read > 0 && received.len() <= MOST_REQUEST_BYTES)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn join_chunks(mut chunks: &[u8]) -> Vec<u8> {
    let mut joined = Vec::new();
    while let Some(line_end) = find(chunks, b"\r\n") {
        let size = std::str::from_utf8(&chunks[..line_end])
            .ok()
            .and_then(|size| usize::from_str_radix(size.split(';').next()?.trim(), 16).ok());
        let start = line_end + 2;
        match size {
            Some(size) if size > 0 && chunks.len() >= start + size => {
                joined.extend_from_slice(&chunks[start..start + size]);
                chunks = chunks.get(start + size + 2..).unwrap_or_default();
            }
            _ => break,
        }
    }
    joined
}

async fn send(connection: &mut TcpStream, reply: Reply, is_kept_open: bool) -> io::Result<()> {
    tokio::time::sleep(reply.delay).await;
    match reply.delivery {
        Delivery::Hang => return wait_for_end(connection).await,
        Delivery::Drop => return Ok(()),
        _ => {}
    }
    let after = if is_kept_open { "keep-alive" } else { "close" };
    let mut head = format!("HTTP/1.1 {} Mock\r\nconnection: {after}\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format_header(name, value));
    }
    match reply.framing {
        Framing::Length => head.push_str(&format_header("content-length", &reply.body.len().to_string())),
        Framing::Chunked => head.push_str(&format_header("transfer-encoding", "chunked")),
        Framing::Close => {}
    }
    head.push_str("\r\n");
    if is_kept_open {
        let mut whole = head.into_bytes();
        whole.extend_from_slice(&reply.body);
        return connection.write_all(&whole).await;
    }
    connection.write_all(head.as_bytes()).await?;
    let (n_sent, step, pause) = match reply.delivery {
        Delivery::CutAfter(n_bytes) | Delivery::StallAfter(n_bytes) => {
            (n_bytes.min(reply.body.len()), usize::MAX, Duration::ZERO)
        }
        Delivery::Drip(n_bytes, pause) => (reply.body.len(), n_bytes.max(1), pause),
        _ => (reply.body.len(), usize::MAX, Duration::ZERO),
    };
    for piece in reply.body[..n_sent].chunks(step) {
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
        if reply.framing == Framing::Chunked {
            connection
                .write_all(format!("{:x}\r\n", piece.len()).as_bytes())
                .await?;
            connection.write_all(piece).await?;
            connection.write_all(b"\r\n").await?;
        } else {
            connection.write_all(piece).await?;
        }
        connection.flush().await?;
    }
    match reply.delivery {
        Delivery::StallAfter(_) => return wait_for_end(connection).await,
        Delivery::CutAfter(_) => {}
        _ if reply.framing == Framing::Chunked => connection.write_all(b"0\r\n\r\n").await?,
        _ => {}
    }
    connection.shutdown().await
}

fn format_header(name: &str, value: &str) -> String {
    format!("{name}: {value}\r\n")
}

/// Waits until the client has enough of waiting.
async fn wait_for_end(connection: &mut TcpStream) -> io::Result<()> {
    let mut nothing = [0; 64];
    while connection.read(&mut nothing).await? > 0 {}
    Ok(())
}
