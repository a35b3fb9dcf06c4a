/** Every refusal of this boundary. */
export type AlertRejection =
  | { readonly kind: 'alert-not-found'; readonly alertId: string }
  | { readonly kind: 'already-acknowledged'; readonly alertId: string; readonly by: string }
  | { readonly kind: 'alert-resolved'; readonly alertId: string };
