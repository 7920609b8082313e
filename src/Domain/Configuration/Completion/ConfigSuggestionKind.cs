namespace Router.Domain.Configuration.Completion;

/// <summary>What a suggestion is.</summary>
public enum ConfigSuggestionKind
{
    /// <summary>A key of the document.</summary>
    Key = 0,

    /// <summary>One of the values that a key can have.</summary>
    Value = 1,

    /// <summary>The id of a channel or a sink of the document.</summary>
    Id = 2,

    /// <summary>A field of conditions.</summary>
    Field = 3,

    /// <summary>An operator or a function of conditions.</summary>
    Operator = 4,
}
