namespace Router.Domain.Routing.Conditions;

/// <summary>What kind of values a field has.</summary>
internal enum FieldType
{
    /// <summary>A text, or absent.</summary>
    Text,

    /// <summary>A JSON scalar of the body: compares with texts, numbers and booleans.</summary>
    Scalar,

    /// <summary>One of an ordered set of names.</summary>
    Rank,

    /// <summary>The projects: a comparison holds if it holds for any of them.</summary>
    Projects,
}
