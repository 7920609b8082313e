// The config's editor: CodeMirror with the router's own completion and findings. The text stays in the browser until it is asked for.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const pause = 400;

const look = EditorView.theme({
  '&': { maxHeight: '65vh', minHeight: '16rem', fontSize: '13px', backgroundColor: 'var(--sunken)', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', minHeight: '16rem', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--text-2)', borderRight: '1px solid var(--line)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--neutral-soft)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-soft)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-soft)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--line)', borderRadius: '6px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxWidth: 'min(40rem, 90vw)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: '#3147c8', color: '#fff' },
  '.cm-completionDetail': { color: 'var(--text-2)', fontStyle: 'normal', fontFamily: 'var(--font, inherit)' },
  'li[aria-selected] .cm-completionDetail': { color: '#fff' },
  '.cm-diagnostic': { whiteSpace: 'pre-wrap', maxWidth: 'min(40rem, 90vw)' },
  '.cm-panels': { backgroundColor: 'var(--surface)', color: 'var(--text)' },
  '.cm-textfield, .cm-button': { backgroundColor: 'var(--surface)', backgroundImage: 'none', color: 'var(--text)', border: '1px solid var(--line)' },
});

const colours = syntaxHighlighting(HighlightStyle.define([
  { tag: tags.comment, color: 'var(--text-2)' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
]));

export function attach(root, page, readOnly) {
  let timer = 0;
  let isSetting = false;
  let lineBreak = '\n';

  async function complete(context) {
    const text = new TextEncoder().encode(context.state.doc.toString());
    const { from, items } = await page.invokeMethodAsync('CompleteAsync', DotNet.createJSStreamReference(text), context.pos);
    if (items.length === 0 || (!context.explicit && context.pos === from && context.state.doc.lineAt(from).text.trim() === ''))
      return null;
    return {
      from,
      validFor: /^["\w-]*$/,
      options: items.map(({ label, text, type, detail }, i) => ({
        label,
        detail: detail ?? undefined,
        type,
        boost: -i / 100,
        apply(view, _, start, end) {
          // A quote that closed itself stands behind the cursor already.
          const extra = text.startsWith('"') && view.state.sliceDoc(end, end + 1) === '"' ? 1 : 0;
          view.dispatch({ changes: { from: start, to: end + extra, insert: text }, selection: { anchor: start + text.length }, userEvent: 'input.complete' });
          if (text.endsWith(' '))
            startCompletion(view);
        },
      })),
    };
  }

  const view = new EditorView({
    parent: root,
    extensions: [
      lineNumbers(), history(), drawSelection(), bracketMatching(), highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(),
      search({ top: true }), yaml(), indentUnit.of('  '), colours, look, lintGutter(),
      readOnly ? EditorState.readOnly.of(true) : [closeBrackets(), autocompletion({ override: [complete], icons: false, tooltipClass: () => 'editor-suggestions' })],
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
      EditorView.contentAttributes.of({ 'aria-label': 'The config, YAML', 'aria-describedby': 'editor-help', tabindex: '0', spellcheck: 'false', autocapitalize: 'off' }),
      EditorView.updateListener.of(update => {
        if (!update.docChanged || isSetting)
          return;
        clearTimeout(timer);
        timer = setTimeout(() => page.invokeMethodAsync('OnEditedAsync').catch(() => { }), pause);
      }),
    ],
  });
  root.editor = view;

  return {
    set(text) {
      lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
      isSetting = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text.split(/\r\n|\n/).join('\n') } });
      view.dispatch(setDiagnostics(view.state, []));
      isSetting = false;
    },
    read() { return new TextEncoder().encode(view.state.sliceDoc().split('\n').join(lineBreak)); },
    mark(found) {
      const { doc } = view.state;
      view.dispatch(setDiagnostics(view.state, found.map(({ line, column, level, message }) => {
        const at = doc.line(Math.min(line, doc.lines));
        const from = Math.min(at.from + column - 1, at.to);
        const word = /^(?:"[^"]*"|'[^']*'|[^\s,\]}]+)/.exec(doc.sliceString(from, at.to));
        return { from, to: word ? from + word[0].length : at.to, severity: level, message };
      })));
    },
    go(line, column) {
      const at = view.state.doc.line(Math.min(line, view.state.doc.lines));
      const anchor = Math.min(at.from + column - 1, at.to);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
      view.focus();
    },
    close() {
      clearTimeout(timer);
      view.destroy();
    },
  };
}
