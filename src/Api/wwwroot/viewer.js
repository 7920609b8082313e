// Runs before anything is drawn: the theme and the time zone, in cookies, so that the server's next answer is right from the start.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const read = name => document.cookie.split('; ').find(c => c.startsWith(name + '='))?.slice(name.length + 1);
  const write = (name, value) => {
    document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
  };
  const choice = () => ['light', 'dark'].includes(read('router-theme')) ? read('router-theme') : 'system';
  const isDark = () => choice() === 'dark' || (choice() === 'system' && system.matches);
  let listener = null;

  function apply() {
    const dark = isDark();
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    if (read('router-dark') !== (dark ? '1' : '0'))
      write('router-dark', dark ? '1' : '0');
    listener?.invokeMethodAsync('OnThemeAsync', dark).catch(() => { listener = null; });
  }

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && read('router-zone') !== zone)
    write('router-zone', zone);
  system.addEventListener('change', apply);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) apply(); });
  apply();

  window.routerViewer = {
    // The page is live from here: the server holds it and answers to what is done in it.
    watch(page) { listener = page; document.documentElement.dataset.live = ''; apply(); return choice(); },
    choose(value) { write('router-theme', value); apply(); },
  };
})();
