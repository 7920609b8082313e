namespace Router.Load.Requests;

/// <summary>The choices that the scenarios use.</summary>
public static class IssueChoices
{
    public static IssueChoice Hot { get; } = (_, _) => 0;

    public static IssueChoice Sequential(long from = 0) => (ticket, _) => from + ticket;

    public static IssueChoice Uniform(long count) => (_, chance) => chance.NextInt64(count);
}
