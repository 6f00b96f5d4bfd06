import { type Sql, sql } from '../platform/sql.ts';

export interface ClaimedCode {
	id: number;
	attempts: number;
	channel: 'email' | 'phone';
	key: string;
	language: string;
	body: string;
	municipality: string;
}

/** The next code to send, marked before anything is said to anybody outside. Nobody waits for one until the morning: somebody has just asked for it. */
export const claimCodeSql = sql`
	update resident_code as code set state = 'sending', attempts = code.attempts + 1, claimed_at = now()
	where code.id = (
		select waiting.id from resident_code as waiting
		where waiting.state = 'due' and waiting.retry_at <= now() and waiting.expires_at > now()
		order by waiting.id for update skip locked limit 1)
	returning code.id, code.attempts, code.channel, code.key, code.language, code.body, (select municipality.name from municipality) as municipality`;

export const codeSentSql = (id: number): Sql => sql`update resident_code as code set state = 'sent', body = null where code.id = ${id}`;

/** It did not leave: again in some seconds, if it is to be tried again. */
export const codeFailedSql = (id: number, state: 'due' | 'failed' | 'kept'): Sql => sql`
	update resident_code as code
	set state = ${state}, retry_at = now() + interval '5 seconds' * power(2, code.attempts), body = case when ${state} = 'due' then code.body end
	where code.id = ${id}`;
