import { t } from '../i18n/console.ts';
import { mountShell } from '../ui/mount.tsx';
import { Shell } from '../ui/shell.tsx';

void mountShell((town) => (
	<Shell town={town} title={t('app.title')} home="/console/" filled>
		<div class="page stack">
			<h1>{t('app.title')}</h1>
			<p>{town.name}</p>
		</div>
	</Shell>
));
