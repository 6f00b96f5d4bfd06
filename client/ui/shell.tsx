import type { ComponentChildren, JSX } from 'preact';
import type { Town } from '../../server/municipality/contract.ts';
import { t } from '../i18n/shared.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { LiveRegion } from './live-region.tsx';
import './shell.css';
import { ThemeSwitch } from './theme-switch.tsx';
import { Toasts } from './toast.tsx';

/** A place of the app in its header. */
export interface Place {
	href: string;
	label: string;
	current: boolean;
}

export interface ShellProps {
	town: Town;
	/** The name of the app, beside the municipality's. */
	title: string;
	/** Where the name of the municipality leads. */
	home: string;
	places?: readonly Place[];
	/** In place of places: a way through an app that has many. */
	navigation?: ComponentChildren;
	/** What stands at the right end of the header before language and appearance: search, the signed-in person. */
	actions?: ComponentChildren;
	/** The whole window is used and nothing but its panes scrolls (desk apps); else a page with a footer. */
	filled?: boolean | undefined;
	children: ComponentChildren;
}

/** What every screen stands in: skip link, the municipality's header, the main content, and a footer where the page scrolls. */
export function Shell({ town, title, home, places = [], navigation, actions, filled, children }: ShellProps): JSX.Element {
	return (
		<div class={`shell${filled ? ' filled' : ''}`}>
			<a class="skip unseen" href="#content">
				{t('shell.content')}
			</a>
			<Header {...{ town, title, home, places, navigation, actions, filled }} />
			<main id="content" tabIndex={-1}>
				{children}
			</main>
			{!filled && <Footer town={town} />}
			<LiveRegion />
			<Toasts />
		</div>
	);
}

type HeaderProps = Pick<ShellProps, 'town' | 'title' | 'home' | 'navigation' | 'actions' | 'filled'> & { places: readonly Place[] };

function Header({ town, home, places, navigation, actions, title, filled }: HeaderProps): JSX.Element {
	// Where the header is all that says which room this is, it is the heading of the page.
	const Title = filled ? 'h1' : 'span';
	return (
		<header class="no-print">
			<div class="header">
				<a class="header-brand" href={home}>
					{town.brand.logo && <img class="header-logo" src={town.brand.logo} alt="" />}
					<span class="header-words">
						<span class="header-name">{town.name}</span>
						<Title class="header-title">{title}</Title>
					</span>
				</a>
				{places.length > 0 && (
					<nav class="places" aria-label={t('menu.open')}>
						{places.map(({ href, label, current }) => (
							<a key={href} href={href} aria-current={current ? 'page' : undefined}>
								{label}
							</a>
						))}
					</nav>
				)}
				{navigation}
				<div class="header-end">
					{actions}
					<LanguageSwitch />
					<ThemeSwitch />
				</div>
			</div>
			{town.demo && <p class="demo-notice">{t('brand.demo')}</p>}
		</header>
	);
}

function Footer({ town }: { town: Town }): JSX.Element {
	return (
		<footer class="footer no-print">
			<a href={`tel:${town.emergency.phone.replace(/\s/g, '')}`}>{t('brand.emergency', { phone: town.emergency.phone })}</a>
			<span>{t('brand.poweredBy')}</span>
		</footer>
	);
}
