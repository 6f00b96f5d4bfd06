import type { JSX } from 'preact';
import './media.css';

interface MediaProps {
	id: string;
	video: boolean;
	width?: number;
	height?: number;
	alt: string;
	/** The secret of one's own tracking link, for what no moderator has seen yet. */
	own?: string;
}

/** A photo that opens whole when it is tapped, or a video that plays where it stands. Neither costs more than a small picture before. */
export function Media({ id, video, width, height, alt, own }: MediaProps): JSX.Element {
	const secret = own ? `t=${own}` : '';
	const whole = secret && `?${secret}`;
	const small = `/media/${id}.jpg?size=thumb${secret && `&${secret}`}`;
	// What was filmed beside a road has nothing to say that captions could tell.
	if (video) return <video class="media-video" src={`/media/${id}.mp4${whole}`} poster={small} preload="none" controls playsInline muted aria-label={alt} />;
	return (
		<a href={`/media/${id}.jpg${whole}`} target="_blank" rel="noreferrer">
			<img src={small} width={width} height={height} loading="lazy" alt={alt} />
		</a>
	);
}
