import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { z } from 'zod/mini';
import { tryServer } from '../../../server/exchange/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { t } from '../../i18n/console.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { refresh } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type AuthorityDraft, writeServer } from './draft.ts';
import { Services } from './services.tsx';

type Found = z.infer<typeof tryServer.output>;
type Errors = Readonly<Record<string, string | undefined>>;

/** How an authority's server is asked: its address, our key there, and what they call our troubles. */
export function ServerFields({ it, errors }: { it: AuthorityDraft; errors: Errors }): JSX.Element {
	const found = useSignal<Found | null>(null);
	const { server } = it;
	return (
		<>
			<TextField
				type="url"
				inputMode="url"
				label={t('authority.endpoint')}
				hint={t('authority.endpointHint')}
				error={errors['server.endpoint']}
				maxLength={500}
				value={server.endpoint}
				onText={(endpoint) => writeServer({ endpoint })}
			/>
			<TextField
				label={t('authority.jurisdiction')}
				hint={t('authority.jurisdictionHint')}
				optional
				error={errors['server.jurisdiction']}
				maxLength={200}
				value={server.jurisdiction}
				onText={(jurisdiction) => writeServer({ jurisdiction })}
			/>
			<TryIt it={it} found={found} />
			<KeyField it={it} error={errors['server.key']} />
			<TextField
				type="email"
				label={t('authority.office')}
				hint={t('authority.officeHint')}
				optional
				error={errors['server.officeEmail']}
				maxLength={200}
				value={server.officeEmail}
				onText={(officeEmail) => writeServer({ officeEmail })}
			/>
			<Services it={server} offered={found.value?.services ?? []} errors={errors} />
			<Checkbox label={t('authority.enabled')} checked={server.enabled} onCheck={(enabled) => writeServer({ enabled })} />
			<Checkbox
				label={t('authority.byItself')}
				hint={t('authority.byItselfHint')}
				checked={server.byItself}
				onCheck={(byItself) => writeServer({ byItself })}
			/>
		</>
	);
}

/** A key goes in and never comes out; at another address the one that is kept does not hold. */
function KeyField({ it: { server, keyFor }, error }: { it: AuthorityDraft; error: string | undefined }): JSX.Element {
	const kept = keyFor !== null && keyFor === server.endpoint;
	const hint = kept ? 'authority.keyKept' : keyFor !== null ? 'authority.keyLost' : 'authority.keyHint';
	return (
		<div class="stack tight">
			<TextField
				label={t(kept ? 'authority.newKey' : 'authority.key')}
				hint={t(hint)}
				optional
				error={error}
				autoComplete="off"
				spellcheck={false}
				maxLength={500}
				value={server.key}
				onText={(key) => writeServer({ key })}
			/>
			{kept && server.key === '' && (
				<Checkbox label={t('authority.forgetKey')} checked={server.forgetKey} onCheck={(forgetKey) => writeServer({ forgetKey })} />
			)}
		</div>
	);
}

function TryIt({ it: { server }, found }: { it: AuthorityDraft; found: Signal<Found | null> }): JSX.Element {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const ask = async (): Promise<void> => {
		busy.value = true;
		problem.value = null;
		found.value = null;
		try {
			found.value = await call(tryServer, { endpoint: server.endpoint, jurisdiction: server.jurisdiction.trim() || null });
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	const wrong = fieldErrors(problem.value)['endpoint'] ?? fieldErrors(problem.value)['server.endpoint'];
	return (
		<div class="stack close" role="status">
			<div>
				<Button icon={refresh} busy={busy.value} disabled={server.endpoint.trim() === ''} onClick={() => void ask()}>
					{t('authority.try')}
				</Button>
			</div>
			{problem.value && (wrong ? <p class="field-error">{wrong}</p> : <ProblemNotice problem={problem.value} />)}
			{found.value && <WhatWasFound it={found.value} />}
		</div>
	);
}

function WhatWasFound({ it: { reached, trouble, contact, services } }: { it: Found }): JSX.Element {
	if (!reached)
		return (
			<Notice kind="warn" title={t('authority.notReached')}>
				<p>{t('authority.notReachedHint')}</p>
				{trouble && <p class="small">{t('authority.reason', { reason: trouble })}</p>}
			</Notice>
		);
	return (
		<Notice kind="good" title={t('authority.reached', { count: services.length })}>
			<p>{services.map(({ name }) => name).join(', ')}</p>
			{services.some(({ asks }) => asks) && <p class="small">{t('authority.asks')}</p>}
			{contact && <p class="small message-body">{t('authority.contact', { contact })}</p>}
		</Notice>
	);
}
