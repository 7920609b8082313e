namespace Router.Domain.Routing.Conditions;

/// <summary>A typed condition. Prints as a condition of the same meaning, in one canonical spelling.</summary>
internal abstract record Predicate
{
    public abstract bool Matches(ConditionInput input);

    /// <summary>Its comparisons, from left to right.</summary>
    public abstract IEnumerable<Leaf> Leaves { get; }

    /// <summary>An equality without which it can't hold; null when none is known.</summary>
    public virtual Equality? Needs => null;

    /// <summary>Adds what its comparisons see, from left to right, and answers as <see cref="Matches"/> does.</summary>
    /// <param name="input">The event.</param>
    /// <param name="evaluated">Whether the verdict needs it.</param>
    /// <param name="traces">Where they are added.</param>
    public abstract bool Trace(ConditionInput input, bool evaluated, ImmutableArray<ComparisonTrace>.Builder traces);

    public sealed record All(ImmutableArray<Predicate> Items) : Predicate
    {
        public override IEnumerable<Leaf> Leaves => Items.SelectMany(i => i.Leaves);

        public override Equality? Needs => Items.Select(i => i.Needs).FirstOrDefault(needed => needed is not null);

        public override bool Matches(ConditionInput input)
        {
            foreach (var item in Items)
                if (!item.Matches(input))
                    return false;
            return true;
        }

        public override bool Trace(ConditionInput input, bool evaluated, ImmutableArray<ComparisonTrace>.Builder traces)
        {
            var holds = true;
            foreach (var item in Items)
                holds &= item.Trace(input, evaluated && holds, traces);
            return holds;
        }

        public override string ToString() => string.Join(" && ", Items.Select(i => i is Any ? $"({i})" : i.ToString()));
    }

    public sealed record Any(ImmutableArray<Predicate> Items) : Predicate
    {
        public override IEnumerable<Leaf> Leaves => Items.SelectMany(i => i.Leaves);

        public override bool Matches(ConditionInput input)
        {
            foreach (var item in Items)
                if (item.Matches(input))
                    return true;
            return false;
        }

        public override bool Trace(ConditionInput input, bool evaluated, ImmutableArray<ComparisonTrace>.Builder traces)
        {
            var holds = false;
            foreach (var item in Items)
                holds |= item.Trace(input, evaluated && !holds, traces);
            return holds;
        }

        public override string ToString() => string.Join(" || ", Items);
    }

    public sealed record Not(Predicate Operand) : Predicate
    {
        public override IEnumerable<Leaf> Leaves => Operand.Leaves;

        public override bool Matches(ConditionInput input) => !Operand.Matches(input);

        public override bool Trace(ConditionInput input, bool evaluated, ImmutableArray<ComparisonTrace>.Builder traces) =>
            !Operand.Trace(input, evaluated, traces);

        public override string ToString() => $"!({Operand})";
    }

    public sealed record Constant(bool Value) : Predicate
    {
        public override IEnumerable<Leaf> Leaves => [];

        public override bool Matches(ConditionInput input) => Value;

        public override bool Trace(ConditionInput input, bool evaluated, ImmutableArray<ComparisonTrace>.Builder traces) => Value;

        public override string ToString() => Value ? "true" : "false";
    }

    /// <summary>One comparison or function.</summary>
    /// <param name="Text">Its canonical spelling.</param>
    /// <param name="Fields">The fields that it reads.</param>
    /// <param name="Test">Whether it holds.</param>
    public sealed record Leaf(string Text, ImmutableArray<Field> Fields, Func<ConditionInput, bool> Test) : Predicate
    {
        /// <summary>Set when it is the equality of a field and a text.</summary>
        public Equality? Equality { get; init; }

        public override IEnumerable<Leaf> Leaves => [this];

        public override Equality? Needs => Equality;

        public override bool Matches(ConditionInput input) => Test(input);

        public override bool Trace(ConditionInput input, bool evaluated, ImmutableArray<ComparisonTrace>.Builder traces)
        {
            var holds = Test(input);
            traces.Add(new(Text, [.. Fields.Select(f => f.Text(input))], holds, evaluated));
            return holds;
        }

        public override string ToString() => Text;
    }
}
