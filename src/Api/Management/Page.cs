namespace Router.Api.Management;

/// <summary>A page of a list, as every list answers.</summary>
/// <param name="Items">The items.</param>
/// <param name="Next">What to send as <c>cursor</c> for the next page; null at the end.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
