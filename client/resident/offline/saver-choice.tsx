import type { JSX } from 'preact';
import { t } from '../../i18n/resident-outbox.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { saveData, savesData } from '../saver.ts';

/** Whether data are dear; what the browser says holds until the person says otherwise. */
export const SaverChoice = (): JSX.Element => <Checkbox checked={savesData()} onCheck={saveData} label={t('saver.label')} hint={t('saver.help')} />;
