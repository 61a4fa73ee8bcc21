//! When something last went over the way to a server: a slow way is no broken one.

use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, timeout_at};
use tokio_postgres::Socket;
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};

/// When bytes last went over a connection, either way.
#[derive(Debug, Clone)]
pub(crate) struct Heard {
    begun: Instant,
    last_ms: Arc<AtomicU64>,
}

impl Heard {
    pub(crate) fn new() -> Self {
        Self { begun: Instant::now(), last_ms: Arc::default() }
    }

    fn note(&self) {
        let ms = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last_ms.store(ms, Ordering::Relaxed);
    }

    fn last(&self) -> Instant {
        self.begun + Duration::from_millis(self.last_ms.load(Ordering::Relaxed))
    }

    /// Waits for an answer as long as bytes go to and fro, and no longer than `most`. `None` after `silence` without one.
    pub(crate) async fn answer<T>(
        &self,
        silence: Duration,
        most: Duration,
        asked: impl Future<Output = T>,
    ) -> Option<T> {
        self.note();
        let mut asked = pin!(asked);
        let end = Instant::now() + most;
        loop {
            let until = end.min(self.last() + silence);
            if let Ok(answer) = timeout_at(until, asked.as_mut()).await {
                return Some(answer);
            }
            if end.min(self.last() + silence) <= Instant::now() {
                return None;
            }
        }
    }
}

/// A way of encrypting that notes what goes over it.
pub(crate) struct Noting<M> {
    pub(crate) tls: M,
    pub(crate) heard: Heard,
}

impl<M: MakeTlsConnect<Socket>> MakeTlsConnect<Socket> for Noting<M>
where
    M::TlsConnect: 'static,
    <M::TlsConnect as TlsConnect<Socket>>::Future: Send,
{
    type Stream = Noted<M::Stream>;
    type TlsConnect = Noting<M::TlsConnect>;
    type Error = M::Error;

    fn make_tls_connect(&mut self, domain: &str) -> Result<Self::TlsConnect, M::Error> {
        Ok(Noting { tls: self.tls.make_tls_connect(domain)?, heard: self.heard.clone() })
    }
}

impl<C: TlsConnect<Socket> + 'static> TlsConnect<Socket> for Noting<C>
where
    C::Future: Send,
{
    type Stream = Noted<C::Stream>;
    type Error = C::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Stream, C::Error>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        let Self { tls, heard } = self;
        let connected = tls.connect(socket);
        Box::pin(async move { Ok(Noted { stream: connected.await?, heard }) })
    }
}

/// An encrypted stream that notes when bytes go over it.
pub(crate) struct Noted<S> {
    stream: S,
    heard: Heard,
}

impl<S: AsyncRead + Unpin> AsyncRead for Noted<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.heard.note();
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Noted<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        if matches!(written, Poll::Ready(Ok(1..))) {
            self.heard.note();
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl<S: TlsStream + Unpin> TlsStream for Noted<S> {
    fn channel_binding(&self) -> ChannelBinding {
        self.stream.channel_binding()
    }
}
