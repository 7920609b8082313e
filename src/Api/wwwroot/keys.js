// Keys in lists: / searches, j and k go down and up, x selects, the key on a button presses it. Enter opens, as on every link.
"use strict";
document.addEventListener("keydown", event => {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable], [role=dialog], [role=menu]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
    return;
  }
  const links = [...document.querySelectorAll(".rows .c-title a")];
  const row = event.target.closest(".rows tbody tr");
  const at = row ? links.findIndex(link => row.contains(link)) : -1;
  if (event.key === "j" || event.key === "k") {
    const next = links[Math.max(0, Math.min(links.length - 1, event.key === "j" ? at + 1 : at - 1))];
    if (next) next.focus();
  } else if (event.key === "x" && row) {
    const box = row.querySelector("input[type=checkbox]");
    if (box) box.click();
  } else if (/^[a-z]$/.test(event.key)) {
    const button = document.querySelector(`button[data-key="${event.key}"]:not(:disabled)`);
    if (!button) return;
    event.preventDefault();
    button.click();
  }
});
