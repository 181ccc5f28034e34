//! What answers.

use async_trait::async_trait;
use propos_llm::{Answer, ChatRequest, Client};

/// Something that answers requests: a client of a server, a recording, a script in a test.
#[async_trait]
pub trait Model: Send + Sync {
    /// Its name in records, such as `ollama:qwen3:8b`.
    fn name(&self) -> &str;

    /// Waits until a question may be put together: what stands in it may depend on what is known of the server by then.
    async fn ready(&self) {}

    /// Answers. There is always an answer; its outcome says what it is worth.
    async fn ask(&self, request: &ChatRequest) -> Answer;
}

#[async_trait]
impl Model for Client {
    fn name(&self) -> &str {
        &self.endpoint().name
    }

    async fn ready(&self) {
        Self::ready(self).await;
    }

    async fn ask(&self, request: &ChatRequest) -> Answer {
        self.chat(request).await
    }
}
