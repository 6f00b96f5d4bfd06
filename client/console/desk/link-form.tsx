import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { search } from '../../../server/assets/contract.ts';
import { linkFault } from '../../../server/faults/changes/contract.ts';
import type { Case } from '../../../server/work/contract.ts';
import { call } from '../../api/call.ts';
import { t } from '../../i18n/console.ts';
import { distance } from '../../i18n/format.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox, type Match } from '../../ui/combobox.tsx';
import { type Choice, RadioList } from '../../ui/radio-list.tsx';
import { go } from '../route.ts';
import { onePane } from '../width.ts';
import { ActionForm } from './action-form.tsx';
import { CandidateNumber, numbered, ProbabilityBar } from './candidates.tsx';
import { chosenAsset } from './case.ts';
import { changeFault, changing } from './change-fault.ts';
import { pointedPlace } from './pointed.ts';

/** Beyond these few, map and number are the quicker way. */
const most = 5;

type Candidate = Case['together'][number];
type Chosen = NonNullable<typeof chosenAsset.value>;

const choiceOf = (it: Candidate, at: number): Choice => ({
	value: it.reference,
	label: it.title,
	hint: t('candidate.metres', { distance: distance(it.metres) }),
	before: at < numbered ? <CandidateNumber number={at + 1} /> : undefined,
	after: <ProbabilityBar share={it.probability} />,
});

const findAssets = async (typed: string, signal: AbortSignal): Promise<Match<Chosen>[]> => {
	const { found } = await call(search, { q: typed, limit: 8, language: language.peek() }, { signal });
	return found.flatMap(({ reference, title, detail, lon, lat }) => (reference ? [{ key: reference, value: { reference, lon, lat }, title, detail }] : []));
};

/** Links the fault to what has been chosen, or to nothing in the register. */
async function link(reference: string | null): Promise<void> {
	await changeFault({
		said: reference ? t('done.linked', { asset: reference }) : t('done.unlinked'),
		ask: (known) => call(linkFault, { ...known, asset: reference }),
	});
}

/** Which asset it truly is: a candidate, one clicked on the map, one typed, or none. */
export function LinkForm({ it: { fault, together } }: { it: Case }): JSX.Element {
	const chosen = chosenAsset.value;
	useEffect(() => {
		const [best] = together;
		if (!fault.asset && best && !chosenAsset.peek()) chosenAsset.value = best;
		return () => (pointedPlace.value = null);
	}, [fault.code]);
	const shown = together.slice(0, most);
	const places = new Map(shown.map((it) => [it.reference, it]));
	const other: Choice[] =
		chosen && !places.has(chosen.reference) ? [{ value: chosen.reference, label: chosen.reference, hint: t('link.chosenElsewhere') }] : [];
	const submit = (): void => void (chosen && link(chosen.reference));
	return (
		<ActionForm
			title={t('link.title')}
			submit={chosen ? t('link.submit', { asset: chosen.reference }) : t('link.choose')}
			onSubmit={submit}
			unready={!chosen}
			more={
				<Button disabled={changing.value} onClick={() => void link(null)}>
					{t('link.none')}
				</Button>
			}
		>
			<p class="quiet">{t('link.hint')}</p>
			<RadioList
				label={t('link.candidates')}
				bare
				value={chosen?.reference ?? null}
				choices={[...shown.map(choiceOf), ...other]}
				onChoose={(reference) => (chosenAsset.value = places.get(reference) ?? chosen)}
				onPoint={(reference) => (pointedPlace.value = (reference && places.get(reference)) || null)}
			/>
			<Combobox<Chosen> label={t('link.byReference')} placeholder={t('link.byReferenceHint')} find={findAssets} onChoose={(it) => (chosenAsset.value = it)} />
			{onePane.value && <Button onClick={() => go({ map: true })}>{t('link.onMap')}</Button>}
		</ActionForm>
	);
}
