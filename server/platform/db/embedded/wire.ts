/** The letters that open each message of the PostgreSQL wire protocol that this front looks at. */
export const letter = {
	// from the client
	query: 0x51,
	parse: 0x50,
	bind: 0x42,
	describe: 0x44,
	execute: 0x45,
	close: 0x43,
	flush: 0x48,
	sync: 0x53,
	terminate: 0x58,
	functionCall: 0x46,
	copyData: 0x64,
	copyDone: 0x63,
	copyFail: 0x66,
	// from the server
	authentication: 0x52,
	parameterStatus: 0x53,
	parseComplete: 0x31,
	bindComplete: 0x32,
	rowDescription: 0x54,
	dataRow: 0x44,
	commandComplete: 0x43,
	emptyQuery: 0x49,
	portalSuspended: 0x73,
	readyForQuery: 0x5a,
	notification: 0x41,
	error: 0x45,
	copyIn: 0x47,
} as const;

/** `I` outside a transaction, `T` inside one, `E` inside one that has failed. */
export type TransactionState = 'I' | 'T' | 'E';

/** Writes one message: its letter, its length, its body. */
export const message = (type: number, body: Buffer): Buffer => {
	const bytes = Buffer.allocUnsafe(5 + body.length);
	bytes[0] = type;
	bytes.writeInt32BE(4 + body.length, 1);
	body.copy(bytes, 5);
	return bytes;
};

/** A simple query. */
export const query = (text: string): Buffer => message(letter.query, Buffer.from(`${text}\0`));

/** The message that closes every unit of work. */
export const ready = (state: TransactionState): Buffer => message(letter.readyForQuery, Buffer.from(state));

/** An error or the end of a connection, with its SQLSTATE. */
export const problem = (severity: 'ERROR' | 'FATAL', code: string, text: string): Buffer =>
	message(letter.error, Buffer.from(`S${severity}\0V${severity}\0C${code}\0M${text}\0\0`));

/** What the client may start sending its COPY rows on: text format, columns not said. */
export const copyIn = (): Buffer => message(letter.copyIn, Buffer.from([0, 0, 0]));

/** The connection's number, which PostgreSQL calls a process, with a secret that no cancel request can use here. */
export const backendKey = (id: number): Buffer => {
	const body = Buffer.alloc(8);
	body.writeInt32BE(id, 0);
	body.writeInt32BE(1, 4);
	return message(0x4b, body);
};

/** The first message of a session. */
export const startup = (): Buffer => {
	const body = Buffer.from('\0\0\0\0user\0postgres\0database\0postgres\0\0');
	body.writeInt32BE(0x00_03_00_00, 0);
	const bytes = Buffer.alloc(4 + body.length);
	bytes.writeInt32BE(bytes.length, 0);
	body.copy(bytes, 4);
	return bytes;
};

/** A query that fails with the given SQLSTATE and words: an error in the session's own order, so that an open transaction fails with it. */
export const failure = (code: string, text: string): Buffer => query(`do $$begin raise exception using errcode = '${code}', message = '${text}'; end$$`);

/** The messages in a reply, each with its letter and its bytes. */
export function* messages(bytes: Buffer): Generator<{ type: number; bytes: Buffer }> {
	for (let at = 0; at + 5 <= bytes.length; ) {
		const end = at + 1 + bytes.readInt32BE(at + 1);
		yield { type: bytes[at] ?? 0, bytes: bytes.subarray(at, end) };
		at = end;
	}
}
