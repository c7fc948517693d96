// A process that appends: node appender.mjs '{"url","seconds","inFlight"}'. Tells its parent the appends a second.
import { appendTo, newStream, openStore } from './log.mjs';
import { perSecond } from './measure.mjs';

const { url, seconds, inFlight } = JSON.parse(process.argv[2]);
const { store, close } = openStore(url);
const one = () => store.append(appendTo(newStream(), 'none'));
await perSecond(inFlight, 0.5, one);
const rate = await perSecond(inFlight, seconds, one);
await close();
process.send(rate, () => process.disconnect());
