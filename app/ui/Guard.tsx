// Keeps what throws while rendering from taking its surroundings with it.
import { Component, type ReactNode } from 'react';

/** Shows `fallback` in place of children that throw. A new `resetKey` tries them again. */
export class Guard extends Component<
  {
    readonly fallback: (error: unknown) => ReactNode;
    readonly resetKey?: unknown;
    readonly children: ReactNode;
  },
  { readonly failure: { readonly error: unknown } | null }
> {
  override state: { readonly failure: { readonly error: unknown } | null } = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  override componentDidUpdate(before: { readonly resetKey?: unknown }): void {
    if (before.resetKey !== this.props.resetKey && this.state.failure !== null) {
      this.setState({ failure: null });
    }
  }

  override render(): ReactNode {
    const { failure } = this.state;
    return failure === null ? this.props.children : this.props.fallback(failure.error);
  }
}
