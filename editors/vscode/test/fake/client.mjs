// A language client that the tests play: it keeps what is asked and answers what it is told to.

export const server = (globalThis.fakeServer ??= { starts: [], stops: 0, asked: [], answer: () => null, fails: undefined });

export class LanguageClient {
  constructor(id, name, options, client) {
    Object.assign(this, { options, client });
  }
  async start() {
    if (server.fails) throw new Error(server.fails);
    server.starts.push(this);
    this.running = true;
  }
  isRunning() {
    return this.running === true;
  }
  async stop() {
    server.stops += 1;
  }
  async sendRequest(method, params) {
    server.asked.push({ method, params });
    return server.answer(params);
  }
}
