using System.Runtime.InteropServices;
using System.Text;

namespace TradingAi.Core.Knowledge.Embedding;

/// <summary>
/// Reads <c>models/use-lite-en/use-lite-en.bin</c> front to back: little-endian, vectors as a length and float32 values,
/// matrices as rows, columns, one float32 scale a channel and int8 values. <c>convert.mjs</c> beside it writes the same.
/// </summary>
internal sealed class SentenceModelFile(Stream stream) : IDisposable
{
    private readonly BinaryReader _reader = new(stream, Encoding.UTF8);

    /// <exception cref="InvalidDataException">The file is something else.</exception>
    public IReadOnlyList<(string Piece, float Score)> ReadVocabulary()
    {
        if (!_reader.ReadBytes(4).AsSpan().SequenceEqual("USE1"u8))
        {
            throw new InvalidDataException("The embedding model's file is damaged or of another format.");
        }

        var vocabulary = new (string, float)[_reader.ReadInt32()];
        for (var i = 0; i < vocabulary.Length; i++)
        {
            vocabulary[i] = (Encoding.UTF8.GetString(_reader.ReadBytes(_reader.ReadByte())), _reader.ReadSingle());
        }

        return vocabulary;
    }

    /// <summary>Reads a vector.</summary>
    public float[] ReadVector() => ReadFloats(_reader.ReadInt32());

    /// <summary>Reads a matrix that has one scale a row, and keeps it in 8 bits.</summary>
    public (sbyte[] Values, float[] RowScales, int Columns) ReadTable()
    {
        var (rows, columns) = (_reader.ReadInt32(), _reader.ReadInt32());
        var scales = ReadFloats(rows);
        return (ReadBytes(rows * columns), scales, columns);
    }

    /// <summary>Reads a layer: a matrix that has one scale a column, and the bias.</summary>
    public DenseLayer ReadLayer()
    {
        var (rows, columns) = (_reader.ReadInt32(), _reader.ReadInt32());
        var scales = ReadFloats(columns);
        var values = ReadBytes(rows * columns);
        var weights = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                weights[(row * columns) + column] = values[(row * columns) + column] * scales[column];
            }
        }

        return new DenseLayer(weights, rows, ReadVector());
    }

    public void Dispose() => _reader.Dispose();

    private float[] ReadFloats(int count)
    {
        var values = new float[count];
        _reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private sbyte[] ReadBytes(int count)
    {
        var values = new sbyte[count];
        _reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
