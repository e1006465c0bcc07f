// The kiosk's list and search as a page of the plainest kind. It reports when it shows what, and then rests and scrolls.
'use strict';

const kShown = 300;  // as many cards as a visitor might scroll through
const kScrollSeconds = 10;
const kSpeed = 1.2;  // px a millisecond
const list = document.querySelector('main');

const epoch = (time) => performance.timeOrigin + time;
const report = (name, value) => fetch('/', { method: 'POST', body: `${name} ${value}` });
const shown = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
const seconds = (count) => new Promise((resolve) => setTimeout(resolve, 1000 * count));

function card(offer) {
  const article = document.createElement('article');
  const line = (tag, text) => { article.append(Object.assign(document.createElement(tag), { textContent: text })); };
  line('p', offer.provider);
  line('h2', offer.title);
  line('p', `${offer.date} · ${offer.town} · ${(offer.cents / 100).toFixed(2)} €`);
  return article;
}

function show(offers) { list.replaceChildren(...offers.map(card)); }

async function firstPaint() {
  for (;;) {
    const entry = performance.getEntriesByName('first-contentful-paint')[0];
    if (entry) return entry.startTime;
    await shown();
  }
}

/** Up and down without a rest; frames a second as the page is asked to draw them. */
async function scroll() {
  const begin = performance.now();
  let frames = 0;
  for (let now = begin; now - begin < 1000 * kScrollSeconds; ++frames) {
    const way = (now - begin) * kSpeed;
    const end = list.scrollHeight - list.clientHeight;
    list.scrollTop = Math.floor(way / end) % 2 ? end - way % end : way % end;
    now = await new Promise(requestAnimationFrame);
  }
  return frames / ((performance.now() - begin) / 1000);
}

async function main() {
  const loading = fetch('/offers.json').then((answer) => answer.json());
  await report('first_paint', epoch(await firstPaint()));
  const offers = await loading;
  show(offers.slice(0, 20));
  await shown();
  await report('list', epoch(performance.now()));

  const index = new MiniSearch({ fields: ['title', 'text', 'provider', 'town'], searchOptions: { prefix: true, boost: { title: 3 } } });
  index.addAll(offers);
  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  const find = (text) => show(index.search(text).slice(0, 20).map((hit) => byId.get(hit.id)));
  find('yoga');
  await shown();
  await report('ready', epoch(performance.now()));

  const typed = performance.now();
  find('d');
  await shown();
  await report('key', performance.now() - typed);

  show(offers.slice(0, kShown));
  await seconds(3);
  await report('idle_begin', 0);
  await seconds(Number(new URLSearchParams(location.search).get('idle')));
  await report('idle_end', 0);
  await report('scroll_begin', 0);
  await report('scroll_frames_per_second', await scroll());
}

main();
