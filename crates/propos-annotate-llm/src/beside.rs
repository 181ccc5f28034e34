//! The pieces of one document, asked about side by side.

use futures_util::StreamExt as _;
use futures_util::stream::FuturesOrdered;
use propos_annotate::AnnotateError;

use crate::failure::environment_error;
use crate::outcome::Log;

/// So many pieces of one document are asked about at once. How many requests may be under way is the client's affair; this keeps
/// a book from holding hundreds of questions that wait for their turn.
const MOST_AT_ONCE: usize = 8;

/// What came of one piece.
pub(crate) struct Piece<T> {
    pub(crate) log: Log,
    pub(crate) items: Vec<T>,
}

/// Asks about all pieces and joins what came of them in their order, whichever was answered first. Where nothing will come for
/// the other pieces either, none is begun any more; those under way are waited for, since they may be paid for.
pub(crate) async fn side_by_side<P, T, F: Future<Output = Piece<T>>>(
    mut pieces: Vec<P>,
    name: &str,
    ask: impl Fn(P) -> F,
) -> Result<Piece<T>, AnnotateError> {
    let mut joined = Piece {
        log: Log::default(),
        items: Vec::new(),
    };
    let mut error = None;
    let error_of = |log: &Log| {
        let failure = log.only_failure();
        failure.and_then(|failure| environment_error(name, failure))
    };
    // Most documents are one piece, which needs nobody who holds several.
    if pieces.len() == 1
        && let Some(piece) = pieces.pop()
    {
        let Piece { log, items } = ask(piece).await;
        joined.log.append(log);
        joined.items = items;
        return error_of(&joined.log).map_or(Ok(joined), Err);
    }
    let mut waiting = pieces.into_iter();
    let mut under_way = FuturesOrdered::new();
    loop {
        while error.is_none()
            && under_way.len() < MOST_AT_ONCE
            && let Some(piece) = waiting.next()
        {
            under_way.push_back(ask(piece));
        }
        let Some(Piece { log, items }) = under_way.next().await else {
            break;
        };
        joined.log.append(log);
        joined.items.extend(items);
        if error.is_none() {
            error = error_of(&joined.log);
        }
    }
    match error {
        Some(error) => Err(error),
        None => Ok(joined),
    }
}
