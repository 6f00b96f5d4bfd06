import type { Mailer } from '../../platform/mail.ts';

/** One message, written, on its way to one person. */
export interface Outgoing {
	to: string;
	subject: string;
	text: string;
	html: string;
	/** Always the same for the same message, so that a repeat can be recognised. */
	messageId: string;
	/** What ends such messages when it is posted to; undefined where the site has no address that the world can reach. */
	stopUrl: string | undefined;
}

/** What channels send with; what is missing has not been set up. */
export interface Means {
	mail?: Mailer | undefined;
}

/** A way to reach people. `send` throws `NotSent` when it surely failed; any other error means that nobody knows. */
export interface Channel {
	id: string;
	/** The address of this channel that somebody left, if they did. */
	addressOf(contact: { email: string | null; phone: string | null }): string | null;
	ready(means: Means): boolean;
	send(message: Outgoing, means: Means): Promise<void>;
}

/** Names a channel, checking its shape. */
export const channel = (it: Channel): Channel => it;
