import { Component, type ReactNode } from 'react';
import { translateNow } from '../i18n/text.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** The last net: says what one can do. */
export class ErrorBoundary extends Component<
  { children: ReactNode; renderFailed?: (retry: () => void) => ReactNode },
  { hasFailed: boolean }
> {
  override state = { hasFailed: false };
  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }
  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    if (this.props.renderFailed) return this.props.renderFailed(() => this.setState({ hasFailed: false }));
    return (
      <Notice
        icon="warning"
        role="alert"
        title={translateNow('error.page')}
        action={<Button onClick={() => location.reload()}>{translateNow('error.reload')}</Button>}
      >
        {translateNow('error.pageHint')}
      </Notice>
    );
  }
}
