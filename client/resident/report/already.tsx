import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { meToo } from '../../../server/reports/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem, type Problem } from '../../api/problem.ts';
import { date } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { t } from '../../i18n/resident.ts';
import { Button } from '../../ui/button.tsx';
import { check } from '../../ui/icons.ts';
import { ProblemNotice } from '../../ui/notice.tsx';
import { plainState } from '../plain-state.ts';
import { go } from '../route.ts';
import { clearDraft, draft, write } from './draft.ts';
import { forgetPhotos } from './photos.ts';
import type { OpenFault } from './where-state.ts';

/** Somebody has reported it before: the same, counted in with one tap; the same with more to tell; or another trouble. */
export function Already({ fault }: { fault: OpenFault }): JSX.Element {
	const { sameAs } = draft.value;
	const here = useRef<HTMLElement>(null);
	// It may stand below what is seen, and it is worth seeing before one goes on.
	useEffect(() => here.current?.scrollIntoView({ block: 'nearest' }), [fault.code]);
	return (
		<section ref={here} class="already" aria-labelledby="already">
			<h2 id="already">{t('already.title', { date: date(fault.since), count: fault.reports })}</h2>
			<div class="row already-fault">
				{fault.photo && <img src={`/media/${fault.photo}.jpg?size=thumb`} alt="" width={72} height={72} loading="lazy" />}
				<div class="stack tight">
					<strong>{fault.title}</strong>
					<span class="quiet small">{[plainState(fault.state), fault.due ? t('already.due', { date: date(fault.due) }) : ''].filter(Boolean).join(' · ')}</span>
				</div>
			</div>
			{sameAs === null ? <Ask code={fault.code} /> : <Said same={sameAs !== ''} />}
		</section>
	);
}

function Ask({ code }: { code: string }): JSX.Element {
	const busy = useSignal(false);
	const problem = useSignal<Problem | null>(null);
	const join = async (): Promise<void> => {
		busy.value = true;
		try {
			await call(meToo, { code, language: language.peek() });
			go(`/f/${code}?joined=1`, { replace: true });
			clearDraft();
			void forgetPhotos();
		} catch (thrown) {
			problem.value = asProblem(thrown);
		} finally {
			busy.value = false;
		}
	};
	return (
		<>
			<p>{t('already.ask')}</p>
			<div class="stack close">
				<Button icon={check} wide busy={busy.value} onClick={() => void join()}>
					{t('already.meToo')}
				</Button>
				<Button wide onClick={() => write({ sameAs: code })}>
					{t('already.tellMore')}
				</Button>
				<Button wide onClick={() => write({ sameAs: '' })}>
					{t('already.another')}
				</Button>
			</div>
			{problem.value && <ProblemNotice problem={problem.value} />}
		</>
	);
}

function Said({ same }: { same: boolean }): JSX.Element {
	return (
		<div class="row between">
			<p>{same ? t('already.same') : t('already.notSame')}</p>
			<Button kind="quiet" onClick={() => write({ sameAs: null })}>
				{t('already.change')}
			</Button>
		</div>
	);
}
