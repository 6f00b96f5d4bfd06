import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { followAsset, unfollowAsset } from '../../../server/work/asset-page/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, fieldErrors, type Problem } from '../../api/problem.ts';
import { language } from '../../i18n/language.ts';
import { t as form } from '../../i18n/resident.ts';
import { t } from '../../i18n/resident-asset.ts';
import { Button } from '../../ui/button.tsx';
import { bell } from '../../ui/icons.ts';
import { Notice, ProblemNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { route } from '../route.ts';

/** Wants to hear of every fault on an asset, by e-mail. */
export function FollowAsset({ reference }: { reference: string }): JSX.Element {
	const email = useSignal('');
	const busy = useSignal(false);
	const done = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const submit = async (event: Event): Promise<void> => {
		event.preventDefault();
		busy.value = true;
		problem.value = null;
		try {
			await call(followAsset, { reference, email: email.value.trim(), language: language.peek() });
			done.value = true;
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	if (done.value) return <Notice kind="good">{t('follow.done')}</Notice>;
	const wrong = fieldErrors(problem.value)['email'];
	return (
		<form class="stack close" noValidate onSubmit={(event) => void submit(event)}>
			<h2>{t('follow.title')}</h2>
			<TextField
				label={form('send.email')}
				type="email"
				autoComplete="email"
				hint={t('follow.hint')}
				value={email.value}
				error={wrong && form('send.emailWrong')}
				onText={(it) => (email.value = it)}
			/>
			<div>
				<Button type="submit" icon={bell} busy={busy.value} disabled={!email.value.trim()}>
					{t('follow.follow')}
				</Button>
			</div>
			{problem.value && !wrong && <ProblemNotice problem={problem.value} />}
		</form>
	);
}

/** Somebody came by the link of a message to say "no more". */
export function StopFollowing(): JSX.Element | null {
	const tracking = route.value.query.get('follow');
	const stopped = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	if (!tracking) return null;
	const stop = async (): Promise<void> => {
		try {
			await call(unfollowAsset, { tracking });
			stopped.value = true;
		} catch (thrown) {
			problem.value = asProblem(thrown);
		}
	};
	if (problem.value) return <ProblemNotice problem={problem.value} />;
	if (stopped.value) return <Notice kind="good">{t('follow.stopped')}</Notice>;
	return <Notice title={t('follow.stopAsk')} actions={<Button onClick={() => void stop()}>{t('follow.stop')}</Button>} />;
}
