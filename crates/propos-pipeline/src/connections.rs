//! Connections on a thread of their own.

use std::sync::Arc;

use async_trait::async_trait;
use propos_llm::{Failure, FailureClass, HttpRequest, HttpResponse, Judge, Transport};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

use crate::error::RunError;

/// A transport whose requests are carried on one thread that does nothing else, so that work on the processor never holds up
/// answers that come in. Connections live as long as this does, whichever runtime asks.
///
/// It belongs right above the transport that opens connections, below everything that wants to know who asks.
pub struct Connections<T> {
    inner: Arc<T>,
    /// `None` while it is dropped.
    runtime: Option<Runtime>,
}

impl<T: Transport + 'static> Connections<T> {
    /// Starts the thread.
    pub fn new(inner: T) -> Result<Self, RunError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("connections")
            .enable_all()
            .build()
            .map_err(RunError::Runtime)?;
        Ok(Self {
            inner: Arc::new(inner),
            runtime: Some(runtime),
        })
    }
}

impl<T> Drop for Connections<T> {
    fn drop(&mut self) {
        // Whoever drops this may be working for a runtime, which must not wait for another one.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[async_trait]
impl<T: Transport + 'static> Transport for Connections<T> {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        let Some(runtime) = &self.runtime else {
            return self.inner.send(request).await;
        };
        let (inner, request) = (Arc::clone(&self.inner), request.clone());
        let mut carried = Carried(runtime.spawn(async move { inner.send(&request).await }));
        let sent = (&mut carried.0).await;
        sent.unwrap_or_else(|_| {
            Err(Failure::new(FailureClass::Network).because("the thread of connections broke off"))
        })
    }

    async fn recall(&self, request: &HttpRequest, judge: Judge<'_>) -> Option<HttpResponse> {
        self.inner.recall(request, judge).await
    }
}

/// A request under way. Whoever gives up waiting for it breaks it off.
struct Carried(JoinHandle<Result<HttpResponse, Failure>>);

impl Drop for Carried {
    fn drop(&mut self) {
        self.0.abort();
    }
}
