import type { Gateway } from '../../platform/gateway.ts';
import type { Mailer } from '../../platform/mail.ts';

/** One message, written, on its way to one person. */
export interface Outgoing {
	to: string;
	subject: string;
	language: string;
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
	sms?: Gateway | undefined;
	messenger?: Gateway | undefined;
	/** The calling code that phone numbers of the country leave out. */
	country?: string | undefined;
}

/** A way to reach people. `send` throws `NotSent` when it surely failed; any other error means that nobody knows. */
export interface Channel {
	id: string;
	/** What is said on it is one short text with a link. */
	short?: boolean;
	/** It rings: nothing is sent in the municipality's quiet hours. */
	wakes?: boolean;
	/** The address of this channel that somebody left, if they did. */
	addressOf(contact: { email: string | null; phone: string | null }, means: Means): string | null;
	ready(means: Means): boolean;
	send(message: Outgoing, means: Means): Promise<void>;
}

/** Names a channel, checking its shape. */
export const channel = (it: Channel): Channel => it;
