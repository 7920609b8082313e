namespace Router.Chaos;

/// <summary>An issue's row.</summary>
/// <param name="Key">The issue.</param>
/// <param name="Count">Its count of triggers.</param>
/// <param name="IsOpen">It is not resolved.</param>
public sealed record IssueRow(string Key, long Count, bool IsOpen);
