import { dialled } from '../../maths/short-message.ts';
import { channel } from './index.ts';

export default channel({
	id: 'sms',
	short: true,
	wakes: true,
	addressOf: ({ phone }, { country }) => (phone ? dialled(phone, country ?? '') : null),
	ready: ({ sms }) => sms !== undefined,
	send: async ({ to, text, messageId, language }, { sms }) => void (await sms?.send({ to, text, id: messageId, language })),
});
