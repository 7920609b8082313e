// Starts the connection, and takes it up again for as long as the page is open: soon at first, then every few seconds.
(() => {
  const banner = document.getElementById('components-reconnect-modal');
  const wait = attempt => Math.min(5000, 250 * 2 ** attempt);

  Blazor.start({ circuit: { reconnectionOptions: { maxRetries: 1000000, retryIntervalMilliseconds: wait } } });

  // The router is back but knows this page no more: it was restarted, or the page was away too long.
  banner?.addEventListener('components-reconnect-state-changed', event => {
    if (event.detail.state === 'rejected' || event.detail.state === 'failed')
      location.reload();
  });
})();
