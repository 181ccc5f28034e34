//! A bad network between a client and any server, in the words of toxiproxy.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::sleep;

/// What is wrong with what the server sends. Several act one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toxic {
    /// Everything comes so much later.
    Latency(Duration),
    /// So many bytes a second and no more.
    Bandwidth(u64),
    /// The end comes so much later than the last byte.
    SlowClose(Duration),
    /// Nothing comes, and the connection is closed after so long; after zero it is never closed.
    Timeout(Duration),
    /// The connection is reset so long after it was made.
    ResetPeer(Duration),
    /// So many bytes at a time, with a pause behind each.
    Slicer(usize, Duration),
    /// So many bytes, and the connection is closed.
    LimitData(usize),
}

type Choice = dyn Fn(usize) -> Vec<Toxic> + Send + Sync;

/// A running network between clients and a server. It ends when it is dropped.
pub struct ToxicProxy {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl ToxicProxy {
    /// A network in front of a server at `http://HOST:PORT`, its faults a function of the connection's number, from 0.
    pub async fn start(
        server: &str,
        toxics: impl Fn(usize) -> Vec<Toxic> + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let server = server
            .trim_start_matches("http://")
            .parse()
            .map_err(io::Error::other)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(listen(listener, server, Arc::new(toxics)));
        Ok(Self { address, task })
    }

    /// Where it is, without a path.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for ToxicProxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn listen(listener: TcpListener, server: SocketAddr, toxics: Arc<Choice>) {
    let mut number = 0;
    while let Ok((client, _)) = listener.accept().await {
        let toxics = toxics(number);
        number += 1;
        tokio::spawn(async move {
            // A side that goes away is what this is for.
            let _ = join(client, server, &toxics).await;
        });
    }
}

async fn join(mut client: TcpStream, server: SocketAddr, toxics: &[Toxic]) -> io::Result<()> {
    let mut server = TcpStream::connect(server).await?;
    let reset = toxics.iter().find_map(|toxic| match toxic {
        Toxic::ResetPeer(after) => Some(*after),
        _ => None,
    });
    let is_reset = {
        let (mut from_client, mut to_client) = client.split();
        let (mut from_server, mut to_server) = server.split();
        tokio::select! {
            () = after(reset) => true,
            // Who asks and goes away ends it; nobody speaks HTTP over half a connection.
            _ = tokio::io::copy(&mut from_client, &mut to_server) => false,
            _ = poison(&mut from_server, &mut to_client, toxics) => false,
        }
    };
    if is_reset {
        // Closed at once with what was not read: the other side gets a reset and not an end.
        client.set_zero_linger()?;
    } else {
        client.shutdown().await?;
    }
    Ok(())
}

async fn after(time: Option<Duration>) {
    match time {
        Some(time) => sleep(time).await,
        None => std::future::pending().await,
    }
}

async fn poison(from: &mut ReadHalf<'_>, to: &mut WriteHalf<'_>, toxics: &[Toxic]) -> io::Result<()> {
    let mut left = usize::MAX;
    let (mut step, mut pause) = (usize::MAX, Duration::ZERO);
    let (mut latency, mut close) = (Duration::ZERO, Duration::ZERO);
    let mut bytes_a_second = None;
    for toxic in toxics {
        match toxic {
            Toxic::Latency(time) => latency = *time,
            Toxic::Bandwidth(rate) => bytes_a_second = Some((*rate).max(1)),
            Toxic::SlowClose(time) => close = *time,
            Toxic::Timeout(time) => {
                after(Some(*time).filter(|time| !time.is_zero())).await;
                return Ok(());
            }
            Toxic::Slicer(n_bytes, time) => (step, pause) = ((*n_bytes).max(1), *time),
            Toxic::LimitData(n_bytes) => left = *n_bytes,
            Toxic::ResetPeer(_) => {}
        }
    }
    let mut buffer = vec![0; 1 << 14];
    let mut is_first = true;
    while left > 0 {
        let n_read = from.read(&mut buffer).await?;
        if n_read == 0 {
            break;
        }
        // What follows a delayed byte at once is delayed with it.
        if std::mem::take(&mut is_first) {
            sleep(latency).await;
        }
        for piece in buffer[..n_read.min(left)].chunks(step) {
            to.write_all(piece).await?;
            to.flush().await?;
            if !pause.is_zero() {
                sleep(pause).await;
            }
            if let Some(rate) = bytes_a_second {
                #[expect(clippy::cast_precision_loss, reason = "a pause")]
                sleep(Duration::from_secs_f64(piece.len() as f64 / rate as f64)).await;
            }
        }
        left -= n_read.min(left);
    }
    sleep(close).await;
    Ok(())
}
