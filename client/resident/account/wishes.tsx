import type { JSX } from 'preact';
import { type Account, changeAccount } from '../../../server/reports/account/contract.ts';
import { call } from '../../api/call.ts';
import { asProblem } from '../../api/problem.ts';
import { languageNames, offered } from '../../i18n/language.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { t } from '../../i18n/resident-account.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import { Select } from '../../ui/select.tsx';
import { toast } from '../../ui/toast.tsx';

interface WishesProps {
	account: Account;
	/** By which ways messages can be sent here. */
	ways: readonly ('email' | 'phone')[];
	onChange: () => Promise<void>;
}

type Change = Partial<Pick<Account, 'language' | 'way' | 'hush'>>;

/** How somebody wants to hear: when, by which way, in which language. Each choice is kept as soon as it is made. */
export function Wishes({ account, ways, onChange }: WishesProps): JSX.Element {
	const keep = async (change: Change): Promise<void> => {
		try {
			await call(changeAccount, change);
			await onChange();
			toast({ text: t('wish.kept') });
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	return (
		<section class="stack" aria-labelledby="wishes">
			<h2 id="wishes">{t('wish.title')}</h2>
			<RadioList<Account['hush']>
				label={t('wish.when')}
				value={account.hush}
				choices={[
					{ value: 'night', label: t('wish.night') },
					{ value: 'always-by-day', label: t('wish.byDay') },
					{ value: 'silent', label: t('wish.silent') },
				]}
				onChoose={(hush) => void keep({ hush })}
			/>
			{ways.includes('phone') && (
				<RadioList<Account['way']>
					label={t('wish.way')}
					value={account.way}
					choices={[
						{ value: 'any', label: t('wish.any') },
						{ value: 'email', label: t('wish.byEmail') },
						{ value: 'phone', label: t('wish.byPhone') },
					]}
					onChoose={(way) => void keep({ way })}
				/>
			)}
			<Select
				label={t('wish.language')}
				value={account.language ?? ''}
				options={[{ value: '', label: t('wish.each') }, ...offered.value.map((it) => ({ value: it, label: languageNames[it] }))]}
				onChoose={(language) => void keep({ language: language || null })}
			/>
		</section>
	);
}
