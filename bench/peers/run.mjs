// One peer, one kind of work, in a process of its own:
//   node run.mjs <emmett|castore|message-db> '{"url":…,"work":"append","inFlight":32,"count":5000,"events":1}'
// prints {"perSecond":…,"conflicts":…} as its only line.
const [name, json] = process.argv.slice(2);
const job = JSON.parse(json);
const { open } = await import(`./${name}.mjs`);
const peer = await open(job.url, { connections: 10 });

/** The realistic event of docs/performance.md: about 400 bytes of data and 200 of metadata. */
const event = {
  type: 'ConstructionStarted',
  data: { phaseId: 'whole', note: 'x'.repeat(320), occurredOn: '2026-03' },
  metadata: { actor: 'a5b7f3f0-51c4-4fd1-9ad8-ff2c9e8f5c11', correlation: 'y'.repeat(90), role: 'staff' },
};
const events = Array.from({ length: job.events ?? 1 }, () => event);
const run = `${process.pid.toString(36)}${Date.now().toString(36)}`;
let conflicts = 0;

async function parallel(inFlight, count, one) {
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < count) await one(next++);
    }),
  );
}

async function appendOnce(stream) {
  for (;;) {
    const version = await peer.readStream(stream);
    try {
      await peer.append(stream, events, version);
      return;
    } catch (error) {
      if (!peer.isConflict(error)) throw error;
      conflicts += 1;
    }
  }
}

async function fill(stream, length) {
  for (let version = 0; version < length; version += 100) {
    const size = Math.min(100, length - version);
    await peer.append(
      stream,
      Array.from({ length: size }, () => event),
      version,
    );
  }
}

const works = {
  append: { one: (index) => peer.append(`bench-${run}-${index}`, events, 0) },
  load: {
    prepare: () => parallel(8, job.streams, (index) => fill(`bench-${run}-${index}`, 100)),
    one: (index) => appendOnce(`bench-${run}-${index % job.streams}`),
  },
  hot: { prepare: () => fill(`bench-${run}-hot`, 1), one: () => appendOnce(`bench-${run}-hot`) },
  read: {
    prepare: () => fill(`bench-${run}-long`, 1000),
    one: () => peer.readStream(`bench-${run}-long`),
    each: 1000,
  },
};

const work = works[job.work];
await work.prepare?.();
await parallel(job.inFlight, Math.min(50, job.count), (index) =>
  work.one(job.work === 'append' ? `warm-${index}` : index),
);
conflicts = 0;
const started = performance.now();
await parallel(job.inFlight, job.count, work.one);
const seconds = (performance.now() - started) / 1000;
console.log(
  JSON.stringify({
    perSecond: (job.count * (work.each ?? 1) * (job.work === 'append' ? events.length : 1)) / seconds,
    conflicts,
  }),
);
await peer.close();
process.exit(0);
