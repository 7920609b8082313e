namespace Router.Domain.Routing.Conditions;

/// <summary>Ends parsing at the first syntax error; never leaves <see cref="ConditionCompiler"/>.</summary>
internal sealed class ConditionSyntaxException(int position, string message) : Exception(message)
{
    public ConditionError Error { get; } = new(position, message);
}
