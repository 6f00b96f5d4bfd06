import { dialled } from '../../maths/short-message.ts';
import { channel } from './index.ts';

/** WhatsApp and the like: a signed webhook of whoever runs it for the municipality. */
export default channel({
	id: 'messenger',
	short: true,
	wakes: true,
	addressOf: ({ phone }, { messenger, country }) => (phone && messenger ? dialled(phone, country ?? '') : null),
	ready: ({ messenger }) => messenger !== undefined,
	send: async ({ to, text, messageId, language }, { messenger }) => void (await messenger?.send({ to, text, id: messageId, language })),
});
