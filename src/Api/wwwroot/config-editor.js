// The config's editor: a plain text area that grows with its text, with line numbers and findings beside it. The text stays in the browser until it is asked for.
const lineHeight = 20;

export function attach(root, page) {
  const area = root.querySelector('textarea');
  const gutter = root.querySelector('.editor-gutter');
  const marks = root.querySelector('.editor-marks');
  let findings = [];
  let timer = 0;

  function measure() {
    const lines = area.value.split('\n');
    gutter.textContent = lines.map((_, i) => i + 1).join('\n');
    area.style.height = `${lines.length * lineHeight + 2 * 8}px`;
    area.style.width = `max(100%, ${Math.max(...lines.map(l => l.length)) + 2}ch)`;
    marks.replaceChildren(...findings.filter(f => f.line <= lines.length).flatMap(f => {
      const length = lines[f.line - 1].length;
      const column = Math.min(f.column, length + 1);
      const at = document.createElement('span');
      at.className = `editor-at ${f.level}`;
      at.style.top = `${(f.line - 1) * lineHeight + 8}px`;
      at.style.left = `calc(${column - 1}ch + 8px)`;
      at.style.width = `${Math.max(1, length - column + 1)}ch`;
      return [at];
    }));
  }

  area.addEventListener('input', () => {
    findings = [];
    measure();
    clearTimeout(timer);
    timer = setTimeout(() => page.invokeMethodAsync('OnEditedAsync').catch(() => { }), 400);
  });
  // Tab indents, as in any editor; Escape first lets it leave, for whoever has only a keyboard.
  let leaves = false;
  area.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      leaves = true;
    } else if (event.key === 'Tab' && !event.shiftKey && !leaves) {
      event.preventDefault();
      area.setRangeText('  ', area.selectionStart, area.selectionEnd, 'end');
      area.dispatchEvent(new Event('input'));
    } else {
      leaves = false;
    }
  });

  return {
    set(text) { area.value = text; findings = []; measure(); },
    read() { return new TextEncoder().encode(area.value); },
    mark(found) { findings = found; measure(); },
    go(line, column) {
      const lines = area.value.split('\n');
      const start = lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0) + Math.min(column - 1, (lines[line - 1] ?? '').length);
      area.focus({ preventScroll: true });
      area.setSelectionRange(start, start);
      root.scrollTop = Math.max(0, (line - 5) * lineHeight);
      root.scrollIntoView({ block: 'nearest' });
    },
  };
}
