import { channel } from './index.ts';

const stopHeaders = (url: string | undefined): Record<string, string> | undefined =>
	url === undefined ? undefined : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

export default channel({
	id: 'email',
	addressOf: ({ email }) => email?.trim().toLowerCase() || null,
	ready: ({ mail }) => mail !== undefined,
	send: async ({ stopUrl, language: _, topic: __, ...message }, { mail }) => void (await mail?.send({ ...message, headers: stopHeaders(stopUrl) })),
});
