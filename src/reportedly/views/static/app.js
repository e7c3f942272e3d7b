// Everything here only enhances pages that work without it.
'use strict';
const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const root = document.documentElement;
let selected = null; // the finding whose card is selected: it survives the swap of its own card

const isDark = () =>
  (root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

function toggleTheme() {
  root.dataset.theme = isDark() ? 'light' : 'dark';
  try { localStorage.setItem('theme', root.dataset.theme); } catch { /* it holds for this page alone */ }
  document.dispatchEvent(new Event('reportedly:theme'));
}

// The filter, set from elsewhere on the page: the timeline's brush and the map.
window.filterBy = (changes) => {
  const form = find('.filters');
  for (const [name, value] of Object.entries(changes)) {
    const field = form.elements[name];
    if (!field) continue;
    if (field.tagName === 'SELECT' && ![...field.options].some((option) => option.value === value))
      field.add(new Option(value, value));
    field.value = value;
  }
  form.requestSubmit();
};

function watchBrush() {
  const chart = find('svg.timeline');
  const area = chart && find('.brush-area', chart);
  if (!area) return;
  const box = find('.brush', chart);
  const { from, to, left, right, width } = chart.dataset;
  const start = +left, end = +width - right, day = 864e5;
  const days = (Date.parse(to) - Date.parse(from)) / day;
  const at = (event) => {
    const frame = chart.getBoundingClientRect();
    return Math.max(start, Math.min(end, ((event.clientX - frame.left) * width) / frame.width));
  };
  const dayOf = (number) => new Date(Date.parse(from) + number * day).toISOString().slice(0, 10);
  const dayAt = (x) => dayOf(Math.round(((x - start) / (end - start)) * days));
  let first = null;
  area.addEventListener('pointerdown', (event) => { first = at(event); area.setPointerCapture(event.pointerId); });
  area.addEventListener('pointermove', (event) => {
    if (first === null) return;
    const last = at(event);
    box.setAttribute('x', Math.min(first, last));
    box.setAttribute('width', Math.abs(last - first));
  });
  area.addEventListener('pointerup', (event) => {
    const last = at(event);
    if (first !== null && Math.abs(last - first) > 6)
      filterBy({ from: dayAt(Math.min(first, last)), to: dayAt(Math.max(first, last)) });
    first = null;
  });
  brushByKey(area, days, dayOf, (low, high) => {
    const place = (number) => start + ((end - start) * number) / days;
    box.setAttribute('x', place(low));
    box.setAttribute('width', Math.max(2, place(high) - place(low)));
  });
}

// Arrows move over the days, with shift they widen the choice, Enter filters by it.
function brushByKey(area, days, dayOf, show) {
  let low = 0, high = 0;
  const told = { tabindex: 0, role: 'slider', 'aria-label': 'Days: arrows move, shift and arrows widen, Enter filters', 'aria-valuemin': 0, 'aria-valuemax': days };
  for (const [name, value] of Object.entries(told)) area.setAttribute(name, value);
  const say = () => {
    area.setAttribute('aria-valuenow', high);
    area.setAttribute('aria-valuetext', low === high ? dayOf(low) : `${dayOf(low)} to ${dayOf(high)}`);
  };
  say();
  area.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Enter') { filterBy({ from: dayOf(low), to: dayOf(high) }); return; }
    if (!step) return;
    event.preventDefault();
    const within = (number, least) => Math.max(least, Math.min(days, number));
    if (event.shiftKey) high = within(high + step, low);
    else if (low + step >= 0 && high + step <= days) { low += step; high += step; }
    show(low, high);
    say();
  });
}

function select(card, scroll = true) {
  selected = card.dataset.card;
  for (const each of all('.k.on, mark.on')) each.classList.remove('on');
  card.classList.add('on');
  card.focus({ preventScroll: true });
  if (!scroll) return;
  card.scrollIntoView({ block: 'nearest' });
  const words = all('mark[data-spans]').filter((mark) => mark.dataset.spans.split(' ').includes(selected));
  for (const mark of words) mark.classList.add('on');
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  words[0]?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}

const edit = (card) => { card.classList.add('editing'); find('.edit input, .edit select', card)?.focus(); };

const typing = (target) => target.closest('input, select, textarea, [contenteditable]');

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) { if (event.key === 'Escape') event.target.blur(); return; }
  if (find('dialog[open]')) return;
  if (event.key === '?') { find('#help').showModal(); return; }
  if (event.key === '/') { event.preventDefault(); find('[data-key="/"]').focus(); return; }
  const onButton = event.target.closest('button, a, summary');
  if (event.key === ' ' && !onButton) {
    const skip = find('[data-key=" "]');
    if (skip) { event.preventDefault(); skip.click(); }
    return;
  }
  if (event.key === 'Backspace') { find('[data-back] button')?.click(); return; }
  if (event.key === 'n') { find('[data-key="n"]')?.click(); return; }
  const cards = all('.k[data-card]');
  if (!cards.length) return;
  const at = cards.findIndex((card) => card.dataset.card === selected);
  if (event.key === 'j') select(cards[Math.min(cards.length - 1, at + 1)]);
  else if (event.key === 'k') select(cards[Math.max(0, at - 1)]);
  const card = cards[at] ?? (cards.length === 1 ? cards[0] : null);
  const verdict = { a: 'accept', x: 'reject', u: 'undo' }[event.key];
  if (card && verdict) find(`button[value="${verdict}"]`, card)?.click();
  else if (card && event.key === 'c') { event.preventDefault(); edit(card); }
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button && 'themeToggle' in button.dataset) toggleTheme();
  else if (button && 'help' in button.dataset) find('#help').showModal();
  else if (button && 'print' in button.dataset) print();
  else if (button && 'copy' in button.dataset)
    navigator.clipboard?.writeText(location.href).then(() => { button.textContent = 'Copied'; }, () => {});
  const save = event.target.closest('button.save');
  const closed = save && !save.closest('.k').classList.contains('editing');
  if (closed) { event.preventDefault(); event.stopPropagation(); edit(save.closest('.k')); return; }
  const card = event.target.closest('.k[data-card]');
  if (card && !event.target.closest('a, button, input, select, label, summary')) select(card);
  const mark = event.target.closest('mark[data-spans]');
  if (mark) {
    const inner = mark.dataset.spans.trim().split(' ').pop();
    const its = document.getElementById(`card-${inner}`);
    if (its) select(its);
  }
}, true);

function begin() {
  watchBrush();
  const named = /^#(?:card-)?([a-z]+-[0-9a-f]+)$/.exec(location.hash);
  const card = named && document.getElementById(`card-${named[1]}`);
  if (card) select(card);
  else if (find('main .single .k')) { selected = find('main .single .k').dataset.card; find('main .single .k').classList.add('on'); }
}

// On a phone the head is one line that scrolls: the page that is shown stands in it.
function showPlace() {
  const nav = find('header nav'), here = find('[aria-current]', nav);
  if (here) nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
}

addEventListener('DOMContentLoaded', begin);
addEventListener('DOMContentLoaded', showPlace);
addEventListener('hashchange', begin);
document.addEventListener('htmx:config:request', (event) => {
  // An address bears only what the filter asks for.
  const { request } = event.detail.ctx;
  if (request.method !== 'GET' || !(request.body instanceof FormData)) return;
  for (const [name, value] of [...request.body]) if (!value) request.body.delete(name);
});
document.addEventListener('htmx:after:settle', () => {
  watchBrush();
  document.dispatchEvent(new Event('reportedly:drawn'));
  const card = selected && document.getElementById(`card-${selected}`);
  if (!card) return;
  const state = [...card.classList].find((name) => name.startsWith('is-'));
  for (const mark of all('mark[data-spans]'))
    if (state && mark.dataset.spans.trim().split(' ').pop() === selected)
      mark.className = mark.className.replace(/is-\w+(?!.*is-)/, state);
  select(card, false);
});
