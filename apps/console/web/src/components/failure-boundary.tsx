import { Component, type ReactNode } from 'react';

import { Failed } from './failed.tsx';

interface FailureBoundaryProps {
  /** As in "... could not be shown". */
  what: string;
  children: ReactNode;
}

/** Keeps what breaks in a view to that view. */
export class FailureBoundary extends Component<FailureBoundaryProps, { error: unknown; failed: boolean }> {
  override state = { error: undefined as unknown, failed: false };

  static getDerivedStateFromError(error: unknown): { error: unknown; failed: boolean } {
    return { error, failed: true };
  }

  override render(): ReactNode {
    const { error, failed } = this.state;
    if (!failed) return this.props.children;
    return <Failed error={error} what={this.props.what} retry={() => location.reload()} />;
  }
}
