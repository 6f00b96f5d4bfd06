import type { JSX } from 'preact';
import type { Service } from '../../../server/municipality/contract.ts';
import { t } from '../../i18n/console.ts';
import { Combobox, type Match } from '../../ui/combobox.tsx';
import { Notice } from '../../ui/notice.tsx';
import { rankWords } from '../../ui/rank-words.ts';
import { services } from '../facts.ts';
import { draft, service, write } from './draft.ts';
import { toPart } from './parts.ts';

const matchOf = (it: Service): Match<Service> => ({ key: it.mode, value: it, title: it.title, detail: it.group });

/** The services once they are there: who types sooner is answered all the same. */
const known = (): Promise<readonly Service[]> =>
	new Promise((done) => {
		const stop = services.subscribe((all) => {
			if (all.length === 0) return;
			done(all);
			queueMicrotask(() => stop());
		});
	});

const find = async (typed: string): Promise<Match<Service>[]> => {
	const found = rankWords(typed, await known(), ({ title, keywords, group }) => `${title}, ${keywords}, ${group}`);
	return found.slice(0, 10).map(matchOf);
};

/** What is wrong: the kinds of trouble, found by the words callers use. */
export function What(): JSX.Element {
	const { place, asset, key } = draft.value;
	const notice = service.value?.notice;
	return (
		<div class="stack close" data-part="what">
			<Combobox<Service>
				key={key}
				label={t('intake.what')}
				placeholder={t('intake.whatHint')}
				start={service.value?.title ?? ''}
				rest={60}
				find={find}
				onChoose={(it) => {
					write({ mode: it.mode, answers: {}, asset: place?.method === 'asset-click' ? asset : null });
					toPart('where');
				}}
			/>
			{notice && <Notice>{notice}</Notice>}
		</div>
	);
}
