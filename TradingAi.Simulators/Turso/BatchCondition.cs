using System.Text.Json.Serialization;

namespace TradingAi.Simulators.Turso;

/// <summary>On what a step of a batch depends. A step that was skipped has neither succeeded nor failed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(OkCondition), "ok")]
[JsonDerivedType(typeof(ErrorCondition), "error")]
[JsonDerivedType(typeof(NotCondition), "not")]
[JsonDerivedType(typeof(AndCondition), "and")]
[JsonDerivedType(typeof(OrCondition), "or")]
[JsonDerivedType(typeof(IsAutocommitCondition), "is_autocommit")]
internal abstract record BatchCondition
{
    /// <summary>Whether it holds after the steps so far.</summary>
    public abstract bool Holds(BatchResult sofar, bool isAutocommit);

    /// <summary>Whether it names only steps before its own.</summary>
    public virtual bool NamesOnlyStepsBefore(int step) => true;
}

/// <summary>A step succeeded.</summary>
internal sealed record OkCondition([property: JsonRequired] uint Step) : BatchCondition
{
    public override bool Holds(BatchResult sofar, bool isAutocommit) => sofar.StepResults[(int)Step] is not null;

    public override bool NamesOnlyStepsBefore(int step) => Step < step;
}

/// <summary>A step failed.</summary>
internal sealed record ErrorCondition([property: JsonRequired] uint Step) : BatchCondition
{
    public override bool Holds(BatchResult sofar, bool isAutocommit) => sofar.StepErrors[(int)Step] is not null;

    public override bool NamesOnlyStepsBefore(int step) => Step < step;
}

/// <summary>Another condition does not hold.</summary>
internal sealed record NotCondition([property: JsonRequired] BatchCondition Cond) : BatchCondition
{
    public override bool Holds(BatchResult sofar, bool isAutocommit) => !Cond.Holds(sofar, isAutocommit);

    public override bool NamesOnlyStepsBefore(int step) => Cond.NamesOnlyStepsBefore(step);
}

/// <summary>All of some conditions hold.</summary>
internal sealed record AndCondition([property: JsonRequired] IReadOnlyList<BatchCondition> Conds) : BatchCondition
{
    public override bool Holds(BatchResult sofar, bool isAutocommit) => Conds.All(cond => cond.Holds(sofar, isAutocommit));

    public override bool NamesOnlyStepsBefore(int step) => Conds.All(cond => cond.NamesOnlyStepsBefore(step));
}

/// <summary>Any of some conditions holds.</summary>
internal sealed record OrCondition([property: JsonRequired] IReadOnlyList<BatchCondition> Conds) : BatchCondition
{
    public override bool Holds(BatchResult sofar, bool isAutocommit) => Conds.Any(cond => cond.Holds(sofar, isAutocommit));

    public override bool NamesOnlyStepsBefore(int step) => Conds.All(cond => cond.NamesOnlyStepsBefore(step));
}

/// <summary>The stream is outside of a transaction.</summary>
internal sealed record IsAutocommitCondition : BatchCondition
{
    public override bool Holds(BatchResult sofar, bool isAutocommit) => isAutocommit;
}
