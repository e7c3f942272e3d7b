// The map under the places. The table below it says the same without a script.
'use strict';
(() => {
  let map = null;
  let towns = null;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const dark = () => getComputedStyle(document.documentElement).colorScheme === 'dark'
    || (document.documentElement.dataset.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);

  // Scripts come after the first paint, and those for streets only where there are some.
  const coming = {};
  const come = (name, element) => (coming[name] ??= new Promise((done) => {
    const { tag, ...told } = element;
    document.head.prepend(Object.assign(document.createElement(tag), { ...told, onload: done }));
  }));
  const script = (name) => come(name, { tag: 'script', src: `/static/vendor/${name}` });
  const style = (name) => come(name, { tag: 'link', rel: 'stylesheet', href: `/static/vendor/${name}` });
  const leaflet = () => Promise.all([style('leaflet.css'), script('leaflet.js')]); // without its style a map has no bounds

  async function draw() {
    if (!document.querySelector('.map')) return;
    await leaflet();
    const frame = document.querySelector('.map');
    if (!frame) return;
    if (map) { map.remove(); map = null; }
    const places = JSON.parse(frame.dataset.places).filter((place) => place.drawn);
    frame.hidden = !places.length;
    if (!places.length) return;
    const streets = frame.dataset.streets && JSON.parse(frame.dataset.streets);
    map = L.map(frame, { attributionControl: false, zoomSnap: 0.25, minZoom: 2, maxZoom: streets ? Math.min(streets.most + 3, 19) : 10 });
    for (const [name, height] of [['ground', 150], ['lines', 300], ['towns', 450]]) map.createPane(name).style.zIndex = height;
    map.getPane('towns').setAttribute('aria-hidden', 'true');
    const bounds = L.latLngBounds(places.map((place) => [place.latitude, place.longitude]));
    const kept = /map=([\d.]+)\/([-\d.]+)\/([-\d.]+)/.exec(location.hash);
    if (kept) map.setView([+kept[2], +kept[3]], +kept[1]);
    else map.fitBounds(bounds.pad(0.25), { maxZoom: streets ? streets.most : 7 });
    L.control.scale({ imperial: false }).addTo(map);
    const dots = drawPlaces(places);
    towns = L.layerGroup().addTo(map);
    const own = map;
    const name = async () => {
      const taken = placeNames(dots);
      await drawTowns(own, taken, new Set(places.map((place) => place.name)), streets && boxOf(streets));
    };
    map.on('moveend', () => {
      const { lat, lng } = own.getCenter();
      history.replaceState(history.state, '', `#map=${own.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}`);
      name();
    });
    if (streets) await drawStreets(own, streets);
    await Promise.all([drawBase(own, bounds), name()]);
    if (own === map) frame.dataset.ready = 'yes';
  }

  const boxOf = ({ box: [west, south, east, north] }) => L.latLngBounds([south, west], [north, east]);

  async function drawStreets(own, streets) {
    const { kind, least, most } = streets;
    const bounds = boxOf(streets);
    if (kind === 'raster') {
      L.tileLayer('/streets/{z}/{x}/{y}', { bounds, minNativeZoom: least, maxNativeZoom: most, maxZoom: 19 }).addTo(own);
      return;
    }
    await script('protomaps-leaflet.js');
    if (own !== map) return;
    const layer = protomapsL.leafletLayer({ url: '/streets/{z}/{x}/{y}', bounds, maxDataZoom: most, flavor: dark() ? 'dark' : 'light', lang: 'en' });
    // Borders are drawn by us, dashed, so that they can be hidden; no country and no region bears a name.
    layer.backgroundColor = undefined;
    layer.paintRules = layer.paintRules.filter((rule) => rule.dataLayer !== 'boundaries');
    for (const rule of layer.labelRules) {
      if (rule.dataLayer !== 'places') continue;
      const { filter } = rule;
      rule.filter = (zoom, feature) => !['country', 'region'].includes(feature.props.kind) && (!filter || filter(zoom, feature));
    }
    layer.addTo(own);
  }

  async function drawBase(own, bounds) {
    const view = own.getBounds().extend(bounds).pad(0.5);
    const answer = await fetch(`/basemap.json?bbox=${edges(view, 0)}`);
    const { features } = await answer.json();
    if (own !== map) return;
    const layer = (name, style, pane = 'ground') =>
      L.geoJSON(features.filter((feature) => feature.properties.layer === name), { interactive: false, pane, renderer: canvas(pane), style });
    const canvases = {};
    const canvas = (pane) => (canvases[pane] ??= L.canvas({ padding: 0.6, pane }));
    layer('land', { color: colour('--land'), weight: 1, fillColor: colour('--land'), fillOpacity: 1 }).addTo(own);
    layer('rivers', { color: colour('--water-line'), weight: 0.8, fill: false }).addTo(own);
    layer('lakes', { color: colour('--water-line'), weight: 0.6, fillColor: colour('--water'), fillOpacity: 1 }).addTo(own);
    const borders = layer('borders', { color: colour('--border-map'), weight: 1, dashArray: '4 4', fill: false }, 'lines');
    const switched = document.querySelector('[data-borders]');
    switched.closest('label').hidden = false;
    const show = () => (switched.checked ? borders.addTo(own) : borders.remove());
    switched.onchange = show;
    show();
  }

  const edges = (box, digits) => [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((edge) => edge.toFixed(digits));

  function drawPlaces(places) {
    const most = Math.max(...places.map((place) => place.occurrences));
    return places.map((place) => {
      const size = Math.round(12 + 22 * Math.sqrt(place.occurrences / most));
      const inner = document.createElement('div');
      if (size > 19) inner.dataset.count = place.occurrences;
      inner.append(Object.assign(document.createElement('span'), { textContent: place.name }));
      const told = `${place.name}: ${place.occurrences} occurrence${place.occurrences === 1 ? '' : 's'}, ${place.disputed} disputed`;
      const icon = L.divIcon({ className: `dot${place.disputed ? ' disputed' : ''}`, html: inner, iconSize: [size, size] });
      const marker = L.marker([place.latitude, place.longitude], { alt: told, title: told, riseOnHover: true, icon }).addTo(map);
      marker.getElement().setAttribute('aria-label', told);
      marker.on('click keypress', (event) => {
        const key = event.originalEvent.key;
        if (!key || key === 'Enter' || key === ' ') window.filterBy({ place: place.name });
      });
      return { marker, size };
    });
  }

  const covers = (one, other) => other.x < one.right && one.x < other.right && other.y < one.below && one.y < other.below;
  const boxBeside = (at, size, wide, left) => {
    const x = left ? at.x - size / 2 - wide : at.x + size / 2 + 1;
    return { x, y: at.y - 8, right: x + wide, below: at.y + 8 };
  };

  // Greedy: the biggest places get their names first; a name that would cover another one is left out.
  function placeNames(dots) {
    const taken = dots.map(({ marker, size }) => {
      const at = map.latLngToContainerPoint(marker.getLatLng());
      return { x: at.x - size / 2, y: at.y - size / 2, right: at.x + size / 2, below: at.y + size / 2 };
    });
    const width = map.getSize().x;
    for (const { marker, size } of dots) {
      const name = marker.getElement()?.querySelector('span');
      if (!name) continue;
      const at = map.latLngToContainerPoint(marker.getLatLng());
      const wide = Math.min(name.textContent.length, 28) * 7 + 10;
      const free = (left) => {
        const box = boxBeside(at, size, wide, left);
        return box.x >= 0 && box.right <= width && !taken.some((other) => covers(box, other));
      };
      const right = free(false);
      const left = !right && free(true);
      name.hidden = !right && !left;
      name.classList.toggle('left', left);
      if (!name.hidden) taken.push(boxBeside(at, size, wide, left));
    }
    return taken;
  }

  // Towns stand where no place of the ledger does: they say where on Earth this is, and nothing else.
  async function drawTowns(own, taken, known, streets) {
    const answer = await fetch(`/towns.json?bbox=${edges(own.getBounds(), 2)}`);
    const found = await answer.json();
    if (own !== map) return;
    towns.clearLayers();
    const { x: width, y: height } = own.getSize();
    taken.push({ x: 0, y: 0, right: 50, below: 84 }, { x: 0, y: height - 34, right: 110, below: height }); // the controls
    for (const town of found) {
      if (known.has(town.name) || streets?.contains([town.latitude, town.longitude])) continue;
      const at = own.latLngToContainerPoint([town.latitude, town.longitude]);
      const box = boxBeside(at, 4, town.name.length * 6 + 8, false);
      if (box.right > width || box.x < 0 || box.y < 0 || box.below > height || taken.some((other) => covers(box, other))) continue;
      taken.push(box);
      const html = Object.assign(document.createElement('span'), { textContent: town.name });
      L.marker([town.latitude, town.longitude], { pane: 'towns', interactive: false, keyboard: false, icon: L.divIcon({ className: 'town', html, iconSize: [4, 4] }) }).addTo(towns);
    }
  }

  addEventListener('load', draw);
  document.addEventListener('reportedly:drawn', draw);
  document.addEventListener('reportedly:theme', draw);
})();
