namespace Router.Domain.Routing.Conditions;

/// <summary>A field and the one text that it must have, or one of its texts where it has several.</summary>
/// <param name="Field">The field; it has no ranks.</param>
/// <param name="Text">The text.</param>
internal sealed record Equality(Field Field, string Text);
