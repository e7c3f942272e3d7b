// The map under the places. The table below it says the same without a script.
'use strict';
(() => {
  let map = null;
  let borders = null;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // Leaflet comes after the first paint: what is read does not wait for what is looked at.
  let coming = null;
  const leaflet = () => (coming ??= new Promise((done) => {
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/static/vendor/leaflet.css' });
    document.head.prepend(style);
    const script = Object.assign(document.createElement('script'), { src: '/static/vendor/leaflet.js', onload: done });
    document.head.append(script);
  }));

  async function draw() {
    if (!document.querySelector('.map')) return;
    await leaflet();
    const frame = document.querySelector('.map');
    if (!frame) return;
    if (map) { map.remove(); map = null; }
    const places = JSON.parse(frame.dataset.places).filter((place) => place.drawn);
    frame.hidden = !places.length;
    if (!places.length) return;
    map = L.map(frame, { attributionControl: false, zoomSnap: 0.25, minZoom: 2, maxZoom: 10, renderer: L.canvas({ padding: 0.6 }) });
    const bounds = L.latLngBounds(places.map((place) => [place.latitude, place.longitude]));
    const kept = /map=([\d.]+)\/([-\d.]+)\/([-\d.]+)/.exec(location.hash);
    if (kept) map.setView([+kept[2], +kept[3]], +kept[1]);
    else map.fitBounds(bounds.pad(0.25), { maxZoom: 7 });
    L.control.scale({ imperial: false }).addTo(map);
    const dots = drawPlaces(places);
    const place = () => placeNames(dots);
    place();
    map.on('moveend', () => {
      place();
      const { lat, lng } = map.getCenter();
      history.replaceState(history.state, '', `#map=${map.getZoom()}/${lat.toFixed(3)}/${lng.toFixed(3)}`);
    });
    await drawBase(map, bounds);
    frame.dataset.ready = 'yes';
  }

  async function drawBase(own, bounds) {
    const view = own.getBounds().extend(bounds).pad(0.5);
    const box = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()].map((edge) => edge.toFixed(0));
    const answer = await fetch(`/basemap.json?bbox=${box}`);
    const { features } = await answer.json();
    if (own !== map) return;
    const layer = (name, style) =>
      L.geoJSON(features.filter((feature) => feature.properties.layer === name), { interactive: false, style });
    layer('land', { color: colour('--land'), weight: 1, fillColor: colour('--land'), fillOpacity: 1 }).addTo(own);
    layer('rivers', { color: colour('--water-line'), weight: 0.8, fill: false }).addTo(own);
    layer('lakes', { color: colour('--water-line'), weight: 0.6, fillColor: colour('--water'), fillOpacity: 1 }).addTo(own);
    borders = layer('borders', { color: colour('--border-map'), weight: 1, dashArray: '4 4', fill: false });
    const switched = document.querySelector('[data-borders]');
    switched.closest('label').hidden = false;
    const show = () => (switched.checked ? borders.addTo(own) : borders.remove());
    switched.onchange = show;
    show();
  }

  function drawPlaces(places) {
    const most = Math.max(...places.map((place) => place.occurrences));
    return places.map((place) => {
      const size = Math.round(12 + 22 * Math.sqrt(place.occurrences / most));
      const inner = document.createElement('div');
      if (size > 19) inner.dataset.count = place.occurrences;
      inner.append(Object.assign(document.createElement('span'), { textContent: place.name }));
      const told = `${place.name}: ${place.occurrences} occurrences, ${place.disputed} disputed`;
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

  // Greedy: the biggest places get their names first; a name that would cover another one is left out.
  function placeNames(dots) {
    const taken = dots.map(({ marker, size }) => {
      const at = map.latLngToContainerPoint(marker.getLatLng());
      return { x: at.x - size / 2, y: at.y - size / 2, right: at.x + size / 2, below: at.y + size / 2 };
    });
    for (const { marker, size } of dots) {
      const name = marker.getElement()?.querySelector('span');
      if (!name) continue;
      const at = map.latLngToContainerPoint(marker.getLatLng());
      const wide = name.textContent.length * 7 + 10;
      const box = (left) => {
        const x = left ? at.x - size / 2 - wide : at.x + size / 2 + 1;
        return { x, y: at.y - 8, right: x + wide, below: at.y + 8 };
      };
      const free = (one) => !taken.some((other) => other.x < one.right && one.x < other.right && other.y < one.below && one.y < other.below);
      const right = free(box(false));
      const left = !right && free(box(true));
      name.hidden = !right && !left;
      name.classList.toggle('left', left);
      if (!name.hidden) taken.push(box(left));
    }
  }

  addEventListener('load', draw);
  document.addEventListener('reportedly:drawn', draw);
  document.addEventListener('reportedly:theme', draw);
})();
