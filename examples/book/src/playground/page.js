// The page on which one tries programs: text at the left, its picture at the right, findings below. The compiler comes from
// cachediag.js beside this file, which playground/build makes; it works from disk as well as from a server.
'use strict';
(() => {
  const home = document.getElementById('trial');
  const beside = (name) => new URL(name, document.currentScript.src).href;
  const source = beside('cachediag.js');
  const first = `resource node "/nodes/{id}" [public]

device browser "Browser" [per=user] {
  storage disk "Disk cache" [per=profile, http=private]
}
storage cdn "CDN" [http=shared, ttl=5m]
storage db "Database" [origin]

user alice
user bob

scenario visit "A page that changes" {
  alice -> cdn: GET /nodes/1
  cdn -> db: read /nodes/1
  db --> cdn: @draft
  cdn --> alice: 200 @draft
  alice sees @draft

  bob -> db: write /nodes/1 = @final

  alice => GET /nodes/1
  alice sees @final [fails]
}
`;

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // The compiler, as a function from a question to an answer.
  const start = async () => {
    await new Promise((done, failed) => {
      const script = element('script', { src: source, onload: done, onerror: () => failed(new Error('This copy of the guide was built without the compiler: playground/build makes it.')) });
      document.head.append(script);
    });
    const packed = Uint8Array.from(atob(window.cachediagProgram), (letter) => letter.charCodeAt(0));
    const bytes = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
    const module = await WebAssembly.compile(bytes);
    let instance = null;
    return (question) => {
      const asked = new TextEncoder().encode(JSON.stringify(question));
      try {
        instance ??= new WebAssembly.Instance(module, {});
        const { memory, room, answer, answer_at: answerAt } = instance.exports;
        // Making room and answering may give the memory another buffer.
        const at = room(asked.length);
        new Uint8Array(memory.buffer, at, asked.length).set(asked);
        const length = answer();
        return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, answerAt(), length)));
      } catch (problem) {
        // A program that ended must not be asked again.
        instance = null;
        throw problem;
      }
    };
  };

  // Positions in bytes, as the compiler counts, are not those of the text area.
  const place = (text, byte) => new TextDecoder().decode(new TextEncoder().encode(text).slice(0, byte)).length;

  const open = (ask) => {
    const text = element('textarea', { value: first, spellcheck: false });
    text.setAttribute('aria-label', 'Program');
    const views = element('select');
    const picture = element('div', { className: 'picture', tabIndex: 0 });
    picture.setAttribute('role', 'region');
    picture.setAttribute('aria-label', 'Picture');
    const findings = element('ul', { className: 'findings' });
    findings.setAttribute('aria-live', 'polite');
    const bar = element('div', { className: 'bar' }, element('label', {}, 'Show ', views));
    home.replaceChildren(bar, text, picture, findings);

    const dark = () => ['navy', 'coal', 'ayu'].some((name) => document.documentElement.classList.contains(name));
    const select = (finding) => {
      text.focus();
      text.setSelectionRange(place(text.value, finding.span.start.byte), place(text.value, finding.span.end.byte));
    };
    const mend = (fix) => {
      let value = text.value;
      // From the last one, so that those before keep their places.
      const edits = [...fix.edits].sort((a, b) => b.span.start.byte - a.span.start.byte);
      for (const { span, text: words } of edits) {
        value = value.slice(0, place(text.value, span.start.byte)) + words + value.slice(place(text.value, span.end.byte));
      }
      text.value = value;
      draw();
    };
    const line = (finding) => {
      const where = finding.span ? `${finding.span.start.line}:${finding.span.start.column} ` : '';
      const words = `${where}${finding.code ? `${finding.severity}[${finding.code}]` : finding.severity}: ${finding.message}`;
      const row = element('li', { className: finding.severity }, element('button', { type: 'button', onclick: () => finding.span && select(finding) }, words));
      if (finding.help.length > 0) row.append(` Help: ${finding.help.join('; ')}.`);
      for (const fix of finding.fixes.slice(0, 3)) {
        row.append(element('button', { type: 'button', className: 'mend', onclick: () => mend(fix) }, fix.title));
      }
      return row;
    };
    const show = (names) => {
      const chosen = views.value;
      const options = names.filter((name) => name !== '').map((name) => element('option', { value: name }, name));
      views.replaceChildren(element('option', { value: '' }, 'all scenarios'), ...options);
      views.value = names.includes(chosen) ? chosen : '';
    };
    const draw = () => {
      const theme = dark() ? 'dark' : 'light';
      let told;
      try {
        told = ask({ source: text.value, view: views.value, theme });
        if (told.picture === null && views.value !== '') {
          // The view may be gone.
          const whole = ask({ source: text.value, view: '', theme });
          if (whole.picture !== null) told = whole;
        }
      } catch (problem) {
        told = { picture: null, views: [], findings: [{ severity: 'error', code: null, message: `the compiler ended: ${problem.message}`, span: null, help: [], fixes: [] }] };
      }
      findings.replaceChildren(...told.findings.map(line));
      picture.classList.toggle('old', told.picture === null);
      if (told.picture === null) return;
      picture.innerHTML = told.picture;
      show(told.views);
    };
    let waiting = 0;
    text.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(draw, 150);
    });
    views.addEventListener('change', draw);
    new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['class'] });
    draw();
  };

  if (home) start().then(open, (problem) => home.replaceChildren(element('p', {}, problem.message)));
})();
