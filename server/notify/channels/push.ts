import { channel, type PushDevice } from './index.ts';

/** As much of a message as a notification shows: its first paragraph, before the table of facts. */
const shown = (text: string): string => (text.split('\n\n')[0] ?? '').slice(0, 500);
const link = /\/t\/[0-9a-f-]{36}/;

/** A notification in the browsers where somebody asked for it. */
export default channel({
	id: 'push',
	wakes: true,
	askedFor: true,
	addressOf: ({ push }) => push ?? null,
	ready: ({ push }) => push !== undefined,
	send: async ({ to, subject, text, topic }, { push }) => {
		const payload = JSON.stringify({ title: subject, body: shown(text), url: link.exec(text)?.[0] ?? '/', tag: topic });
		const gone: string[] = [];
		const failures: unknown[] = [];
		const devices = JSON.parse(to) as PushDevice[];
		for (const device of devices) {
			const reached = await push?.send(device, payload, topic).catch((error: unknown) => void failures.push(error));
			if (reached === false) gone.push(device.endpoint);
		}
		const reached = devices.length - gone.length - failures.length;
		// One browser that heard it is enough: to try again would tell that one twice.
		if (reached === 0 && failures.length > 0) throw failures[0];
		return { gone, reached };
	},
});
