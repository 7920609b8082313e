namespace Router.Api.Receipts;

/// <summary>A page of receipts, the newest first. A search reads a bounded part of the journal, so a page may be empty and have a next.</summary>
/// <param name="Items">The receipts.</param>
/// <param name="Next">What to send as <c>cursor</c> to go on; null when everything was searched.</param>
/// <param name="ScannedUntil">Back to when the journal was searched so far; null when there was nothing to search.</param>
internal sealed record ReceiptPage(IReadOnlyList<ReceiptItem> Items, string? Next, DateTime? ScannedUntil);
