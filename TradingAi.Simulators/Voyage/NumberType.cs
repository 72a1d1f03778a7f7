namespace TradingAi.Simulators.Voyage;

/// <summary>How the numbers of an embedding are given: <c>output_dtype</c>.</summary>
internal enum NumberType
{
    /// <summary>32-bit floating point.</summary>
    Float,

    /// <summary>−128 to 127.</summary>
    Int8,

    /// <summary>0 to 255.</summary>
    UInt8,

    /// <summary>Eight dimensions a number, offset binary: −128 to 127.</summary>
    Binary,

    /// <summary>Eight dimensions a number: 0 to 255.</summary>
    UBinary,
}
